using RustImage.Base.Content;
using RustImage.Formats.Streams;
using RustImage.Layers;

namespace RustImage.Base;

/// <summary>A layer of a base as an engine of this machine wants it: not compressed.</summary>
public static class BaseTar
{
    /// <exception cref="RustImageException">RIMG6001: the cache has other bytes than it had, and what was written is worth nothing.</exception>
    public static void Write(BaseLayer layer, Stream output, CancellationToken cancellation = default)
    {
        using var file = File.OpenRead(layer.Path);
        using var unpacked = LayerFormat.Unpack(file, layer.MediaType);
        using var tar = new HashingStream(output, cancellation);
        try
        {
            unpacked.CopyTo(tar);
        }
        catch (Exception e) when (UnpackedStream.IsDamage(e))
        {
            throw Messages.CachedLayerCorrupt(layer.Path).ToException(e);
        }
        if (tar.Digest() != layer.DiffId)
            throw Messages.CachedLayerCorrupt(layer.Path).ToException();
    }
}
