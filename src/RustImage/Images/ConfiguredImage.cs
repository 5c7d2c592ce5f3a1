namespace RustImage.Images;

/// <summary>The image with its configuration, before its layers are compressed.</summary>
/// <param name="Annotations">The annotations of every level; those of an index are kept for a step that makes one.</param>
internal sealed record ConfiguredImage(Image Image, Annotations Annotations);
