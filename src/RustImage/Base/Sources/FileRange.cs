using RustImage.Formats.Streams;
using RustImage.Registry;

namespace RustImage.Base.Sources;

/// <summary>A file of this machine, or a part of one: a file in a tar.</summary>
/// <param name="Offset">Where the part starts, in bytes.</param>
/// <param name="Length">The number of bytes.</param>
internal sealed record FileRange(string Path, long Offset, long Length)
{
    /// <summary>Several times the size of large indices, manifests and configurations, in bytes.</summary>
    private const int MostText = 16 << 20;

    /// <summary>Reads a JSON text. Only its first 16 MiB, since no valid text is larger.</summary>
    public byte[] ReadAll() => Read((int)Math.Min(Length, MostText));

    /// <summary>Reads the first bytes.</summary>
    /// <param name="count">The most bytes to read.</param>
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

    /// <summary>Copies the range, and verifies its size and digest.</summary>
    /// <exception cref="RustImageException">RIMG5106: the size or the digest differs from the blob's.</exception>
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
        if (hash.Count == blob.Size && hash.Digest() == blob.Digest)
            return;
        var found = $"has {hash.Count} bytes with the digest {hash.Digest()} in '{Path}' instead of {blob.Size} bytes";
        throw Messages.DamagedBase($"{blob.Digest}", found).ToException();
    }
}
