using RustImage.Images;

namespace RustImage.Tasks;

/// <summary>The image but for its compressed layers.</summary>
/// <param name="Annotations">Those of every level; the annotations of an index are kept for a step that makes one.</param>
internal sealed record ConfiguredImage(Image Image, Annotations Annotations);
