namespace RustImage.Registry;

/// <summary>Describes a blob in a manifest, or a manifest in an index (image-spec, descriptor.md).</summary>
/// <param name="Size">The number of bytes.</param>
/// <param name="ArtifactType">The type of an attached artifact; null for anything else.</param>
internal sealed record Descriptor(
    string MediaType, Digest Digest, long Size, string? ArtifactType = null, IReadOnlyDictionary<string, string>? Annotations = null);
