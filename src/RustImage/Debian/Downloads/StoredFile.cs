namespace RustImage.Debian.Downloads;

/// <summary>A file that is wanted in the store.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Sources">Where it is had, the first choice first.</param>
/// <param name="Name">For messages and progress.</param>
public sealed record StoredFile(Digest Digest, long Size, IReadOnlyList<Uri> Sources, string Name);
