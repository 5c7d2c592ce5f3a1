using System.IO.Compression;
using RustImage.Formats.Xz;

namespace RustImage.Debian.Archives;

/// <summary>Reads an archive's index by the compression that its name tells.</summary>
internal static class IndexFile
{
    /// <param name="path">Of the download, whose name is a digest.</param>
    /// <param name="name">In the archive: "main/binary-amd64/Packages.xz".</param>
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
