using System.Text.Json.Serialization;

namespace RustImage.Layers;

/// <summary>A layer in the form that leaves this machine.</summary>
/// <param name="Digest">Of the compressed bytes: what the manifest names.</param>
/// <param name="Size">Compressed, in bytes.</param>
/// <param name="MediaType">Says how it is compressed (<see cref="LayerFormat"/>).</param>
/// <param name="Path">The compressed bytes, in the cache of this machine.</param>
public sealed record CompressedLayer(Layer Layer, Digest Digest, long Size, string MediaType, string Path)
{
    [JsonIgnore]
    public bool IsZstd => MediaType == LayerFormat.Zstd;

    /// <summary>A layer of the base, with the bytes that it was published with.</summary>
    /// <param name="number">Counted from 1, the lowest.</param>
    /// <param name="tarSize">In bytes.</param>
    public static CompressedLayer OfBase(
        int number, string mediaType, Digest digest, long size, Digest diffId, long tarSize, string path) =>
        new(new Layer($"base {number}", diffId, tarSize, new BaseBlob(path, mediaType)), digest, size, mediaType, path);
}
