using System.Text.Json.Serialization;
using RustImage.Layers;

namespace RustImage.Base.Content;

/// <summary>
/// A layer of a base image in the cache. It has the bytes that it was published with; a layer that was published uncompressed is
/// compressed once.
/// </summary>
/// <param name="MediaType">
/// The OCI media type, also for a layer with Docker's equal one: <c>…layer.v1.tar+gzip</c> or <c>…tar+zstd</c>.
/// </param>
/// <param name="Digest">The digest of the compressed bytes.</param>
/// <param name="Size">The number of compressed bytes.</param>
/// <param name="DiffId">The digest of the tar.</param>
/// <param name="TarSize">The number of bytes of the tar.</param>
/// <param name="Path">The file with the compressed bytes; empty in the record on disk, since the cache may be moved.</param>
internal sealed record StoredLayer(string MediaType, Digest Digest, long Size, Digest DiffId, long TarSize, string Path)
{
    /// <inheritdoc cref="CompressedLayer.Compressor"/>
    [JsonIgnore]
    public string? Compressor { get; init; }

    /// <param name="number">The layer's place in the base image; the lowest is 1.</param>
    public CompressedLayer ToLayer(int number) =>
        CompressedLayer.OfBase(number, MediaType, Digest, Size, DiffId, TarSize, Path) with { Compressor = Compressor };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoredLayer))]
internal sealed partial class StoredLayerJson : JsonSerializerContext;
