using System.Text.Json.Serialization;

namespace RustImage.Layers;

/// <summary>A layer with its compressed bytes, as archives and registries hold it.</summary>
/// <param name="Digest">The digest of the compressed bytes, which the manifest names.</param>
/// <param name="Size">The number of compressed bytes.</param>
/// <param name="MediaType">The OCI media type, which names the compression (<see cref="LayerFormat"/>).</param>
/// <param name="Path">The file with the compressed bytes, in the cache of this machine.</param>
internal sealed record CompressedLayer(Layer Layer, Digest Digest, long Size, string MediaType, string Path)
{
    /// <summary>The name of the compressor that made the bytes; null for a layer that keeps the bytes it was published with.</summary>
    public string? Compressor { get; init; }

    [JsonIgnore]
    public bool IsZstd => MediaType == LayerFormat.Zstd;

    /// <summary>Creates a layer of the base image. It keeps the bytes that it was published with.</summary>
    /// <param name="number">The layer's place in the base image; the lowest is 1.</param>
    /// <param name="size">The number of compressed bytes.</param>
    /// <param name="diffId">The digest of the tar.</param>
    /// <param name="tarSize">The number of bytes of the tar.</param>
    /// <param name="path">The file with the compressed bytes.</param>
    public static CompressedLayer OfBase(
        int number, string mediaType, Digest digest, long size, Digest diffId, long tarSize, string path) =>
        new(new Layer($"base {number}", diffId, tarSize, new BaseBlob(path, mediaType)), digest, size, mediaType, path);
}
