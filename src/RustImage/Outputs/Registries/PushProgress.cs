namespace RustImage.Outputs.Registries;

/// <summary>How far a push is.</summary>
/// <param name="Bytes">That the registries have by now, whether they were sent or were there before.</param>
/// <param name="TotalBytes">Of all blobs in all repositories.</param>
public sealed record PushProgress(long Bytes, long TotalBytes);
