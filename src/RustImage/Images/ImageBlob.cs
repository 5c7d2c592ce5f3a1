using RustImage.Layers;

namespace RustImage.Images;

/// <summary>A blob that an output writes: it need not know what is in it.</summary>
/// <param name="Title">For people: "configuration", "libc".</param>
/// <param name="Size">In bytes.</param>
/// <param name="Path">Where this machine has the blob; null for one in memory.</param>
/// <param name="Open">Gives its bytes from the start, as a stream that can seek.</param>
public sealed record ImageBlob(string Title, Digest Digest, long Size, string? Path, Func<Stream> Open)
{
    public static ImageBlob Of(Blob blob, string title) =>
        new(title, blob.Digest, blob.Bytes.Length, null, () => new MemoryStream(blob.Bytes, writable: false));

    public static ImageBlob Of(CompressedLayer layer) =>
        new(layer.Layer.Title, layer.Digest, layer.Size, layer.Path, () => File.OpenRead(layer.Path));

    /// <summary>The bytes, which are those that the digest says.</summary>
    /// <exception cref="RustImageException">RIMG6001: the cache has other bytes.</exception>
    public Stream OpenChecked()
    {
        var stream = Open();
        try
        {
            if (Path is not null && Digest.OfStream(stream) != Digest)
                throw Messages.CachedLayerCorrupt(Path).ToException();
            stream.Position = 0;
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }
}
