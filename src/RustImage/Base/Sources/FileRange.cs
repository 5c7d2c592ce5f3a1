using RustImage.Formats.Streams;
using RustImage.Registry;

namespace RustImage.Base.Sources;

/// <summary>A file of this machine, or a part of one.</summary>
/// <param name="Offset">In bytes.</param>
/// <param name="Length">In bytes.</param>
internal sealed record FileRange(string Path, long Offset, long Length)
{
    /// <summary>Several times what tables of contents, manifests and configurations have, in bytes.</summary>
    private const int MostText = 16 << 20;

    /// <summary>All of it, where it is no more than a text.</summary>
    public byte[] ReadAll() => Read((int)Math.Min(Length, MostText));

    /// <param name="count">In bytes; fewer where there are no more.</param>
    public byte[] Read(int count)
    {
        var bytes = new byte[Math.Min(count, Length)];
        using var file = File.OpenRead(Path);
        file.Position = Offset;
        file.ReadExactly(bytes);
        return bytes;
    }

    public Digest Digest()
    {
        using var file = File.OpenRead(Path);
        return RustImage.Digest.OfStream(new SectionStream(file, Offset, Length));
    }

    /// <exception cref="RustImageException">RIMG5106: it has not the blob's size or digest.</exception>
    public void CopyTo(Descriptor blob, Stream destination, Action<long>? onBytes, CancellationToken cancellation)
    {
        using var file = File.OpenRead(Path);
        using var hash = new HashingStream(destination, cancellation);
        var section = new SectionStream(file, Offset, Length);
        var buffer = new byte[1 << 17];
        while (section.Read(buffer) is var count and > 0)
        {
            hash.Write(buffer.AsSpan(0, count));
            onBytes?.Invoke(hash.Count);
        }
        if (hash.Count != blob.Size || hash.Digest() != blob.Digest)
            throw Messages.DamagedBase($"{blob.Digest}", $"has {hash.Count} bytes of the digest {hash.Digest()} in '{Path}', and {blob.Size} bytes were to be there").ToException();
    }
}
