namespace RustImage.Registry;

/// <summary>A blob to push.</summary>
/// <param name="Size">The number of bytes.</param>
/// <param name="Name">The blob's name for messages: "libc", "configuration".</param>
/// <param name="Open">Opens a stream of the bytes that can seek. Several may be open at once.</param>
internal sealed record RegistryBlob(Digest Digest, long Size, string Name, Func<Stream> Open);
