using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using RustImage.Formats.Tar;

namespace RustImage.Debian.Packages;

/// <summary>
/// Unpacks a .deb into a directory of the store. Files are named <c>files/NUMBER</c>, so that no name of the package reaches the file
/// system.
/// </summary>
/// <param name="deb">The package's name for messages.</param>
internal sealed class PackageUnpacker(string deb, string directory, CancellationToken cancellation) : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _buffer = new byte[1 << 17];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _count;

    /// <param name="file">The .deb.</param>
    /// <exception cref="RustImageException">RIMG7002 to RIMG7011: the package is damaged or unsafe.</exception>
    public StoredContent Unpack(Stream file, Digest digest)
    {
        Directory.CreateDirectory(StoreLayout.FilesOf(directory));
        var archive = new PackageArchive(file, deb);
        var (paragraph, checksums) = ReadControl(archive);
        var tree = new PackageTree(deb);
        using var data = archive.OpenData(cancellation);
        while (data.Next() is { } entry)
            tree.Add(entry, () => Store(data));
        return new StoredContent(StoredContent.CurrentFormat, digest, paragraph, checksums, tree.Files());
    }

    public void Dispose() => _hash.Dispose();

    private (string Paragraph, IReadOnlyDictionary<string, string> Checksums) ReadControl(PackageArchive archive)
    {
        string? paragraph = null;
        IReadOnlyDictionary<string, string> checksums = new Dictionary<string, string>();
        using var control = archive.OpenControl(cancellation);
        while (control.Next() is { } entry)
        {
            if (entry.Type is not ('0' or '\0'))
                continue;
            if (entry.Name is "./control" or "control")
                paragraph = ControlFile.Check(ReadText(control, entry), deb);
            else if (entry.Name is "./md5sums" or "md5sums")
                checksums = PackageChecksums.Read(ReadText(control, entry), deb);
        }
        return (paragraph ?? throw Messages.BadControlFile(deb, "nothing: it is missing").ToException(), checksums);
    }

    private string ReadText(TarReader reader, TarEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        while (reader.Read(_buffer) is var count and > 0)
            buffer.Write(_buffer.AsSpan(0, count));
        try
        {
            return Utf8.GetString(buffer.WrittenSpan);
        }
        catch (DecoderFallbackException e)
        {
            throw Messages.DamagedPackage(deb, $"its '{entry.Name}' is not UTF-8").ToException(e);
        }
    }

    private (int Number, Digest Digest) Store(TarReader reader)
    {
        var number = _count++;
        using var file = File.OpenHandle(
            StoreLayout.FileOf(directory, number), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        long written = 0;
        while (reader.Read(_buffer) is var count and > 0)
        {
            var bytes = _buffer.AsSpan(0, count);
            RandomAccess.Write(file, bytes, written);
            _hash.AppendData(bytes);
            written += count;
        }
        File.SetLastWriteTimeUtc(file, StoreLayout.FileTime);
        return (number, Digest.FromHash(_hash.GetHashAndReset()));
    }
}
