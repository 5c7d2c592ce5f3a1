namespace RustImage.Registry;

/// <summary>What a manifest says of a blob, and an index of a manifest (image-spec, descriptor.md).</summary>
/// <param name="Size">In bytes.</param>
/// <param name="ArtifactType">What an attached artifact is; null for all else.</param>
public sealed record Descriptor(
    string MediaType, Digest Digest, long Size, string? ArtifactType = null, IReadOnlyDictionary<string, string>? Annotations = null);
