namespace RustImage.Registry;

/// <summary>A blob to push.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Name">For messages and progress: "libc", "configuration".</param>
/// <param name="Open">Gives a stream that can seek, at its start; several may be open at once.</param>
public sealed record RegistryBlob(Digest Digest, long Size, string Name, Func<Stream> Open);
