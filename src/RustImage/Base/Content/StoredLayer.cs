using System.Text.Json.Serialization;
using RustImage.Layers;

namespace RustImage.Base.Content;

/// <summary>
/// What the cache knows of a layer of some base. It has the bytes that the layer was published with; one that was not compressed is, once.
/// </summary>
/// <param name="MediaType">OCI's, also where the base has Docker's equal ones: <c>…layer.v1.tar+gzip</c> or <c>…tar+zstd</c>.</param>
/// <param name="Digest">Of the compressed bytes.</param>
/// <param name="Size">Compressed, in bytes.</param>
/// <param name="DiffId">Of the tar.</param>
/// <param name="TarSize">Of the tar, in bytes.</param>
/// <param name="Path">The compressed bytes; empty in the record on disk, since the cache may be moved.</param>
internal sealed record StoredLayer(string MediaType, Digest Digest, long Size, Digest DiffId, long TarSize, string Path)
{
    /// <param name="number">Counted from 1, the lowest.</param>
    public CompressedLayer ToLayer(int number) => CompressedLayer.OfBase(number, MediaType, Digest, Size, DiffId, TarSize, Path);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoredLayer))]
internal sealed partial class StoredLayerJson : JsonSerializerContext;
