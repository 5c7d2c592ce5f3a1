namespace RustImage.Debian.Downloads;

/// <summary>A file to download into the store.</summary>
/// <param name="Size">The size in bytes.</param>
/// <param name="Sources">Addresses of the file, in the order in which they are tried.</param>
/// <param name="Name">Names the file in messages and progress.</param>
internal sealed record WantedFile(Digest Digest, long Size, IReadOnlyList<Uri> Sources, string Name);
