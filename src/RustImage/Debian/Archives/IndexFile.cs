using System.IO.Compression;
using RustImage.Formats.Xz;

namespace RustImage.Debian.Archives;

/// <summary>Opens an archive's index file, and decompresses it according to its extension.</summary>
internal static class IndexFile
{
    /// <param name="path">The downloaded file, which is named by its digest.</param>
    /// <param name="name">The file's path in the archive: "main/binary-amd64/Packages.xz".</param>
    public static Stream Open(string path, string name)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17);
        return Path.GetExtension(name) switch
        {
            ".xz" => new XzStream(file),
            ".gz" => new GZipStream(file, CompressionMode.Decompress),
            _ => file,
        };
    }
}
