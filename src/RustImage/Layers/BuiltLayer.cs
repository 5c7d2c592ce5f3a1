namespace RustImage.Layers;

/// <summary>A finished layer.</summary>
/// <param name="Digest">Of the compressed bytes: what the manifest names.</param>
/// <param name="Size">Compressed, in bytes.</param>
/// <param name="Path">The compressed bytes on this machine.</param>
public sealed record BuiltLayer(TarLayer Tar, Digest Digest, long Size, string Path)
{
    /// <summary>image-spec, layer.md.</summary>
    public string MediaType { get; init; } = "application/vnd.oci.image.layer.v1.tar+gzip";

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsZstd => MediaType.EndsWith("+zstd", StringComparison.Ordinal);

    /// <summary>Whether it is the base's.</summary>
    public bool IsBase { get; init; }
}
