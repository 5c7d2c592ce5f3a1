namespace RustImage.Outputs.Registries;

/// <summary>The progress of a push.</summary>
/// <param name="Bytes">The bytes that the registries have by now: those that were sent, and those that they had before.</param>
/// <param name="TotalBytes">The bytes of all blobs in all repositories.</param>
internal sealed record PushProgress(long Bytes, long TotalBytes);
