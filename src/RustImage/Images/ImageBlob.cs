using RustImage.Layers;

namespace RustImage.Images;

/// <summary>A blob that an archive or a push writes: a layer or the configuration.</summary>
/// <param name="Title">The blob's name for people: "configuration", "libc".</param>
/// <param name="Size">The number of bytes.</param>
/// <param name="Path">The file on this machine; null for a blob in memory.</param>
/// <param name="Open">Opens a stream of the bytes that can seek.</param>
internal sealed record ImageBlob(string Title, Digest Digest, long Size, string? Path, Func<Stream> Open)
{
    public static ImageBlob Of(Blob blob, string title) =>
        new(title, blob.Digest, blob.Bytes.Length, null, () => new MemoryStream(blob.Bytes, writable: false));

    public static ImageBlob Of(CompressedLayer layer) =>
        new(layer.Layer.Title, layer.Digest, layer.Size, layer.Path, () => File.OpenRead(layer.Path));

    /// <summary>Opens the blob after checking that its file has the right digest.</summary>
    /// <exception cref="RustImageException">RIMG6001: the file in the cache is damaged.</exception>
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
