namespace RustImage.Layers;

/// <summary>A finished layer.</summary>
/// <param name="Digest">Of the compressed bytes: what the manifest names.</param>
/// <param name="Size">Compressed, in bytes.</param>
/// <param name="Path">The compressed bytes on this machine.</param>
public sealed record BuiltLayer(TarLayer Tar, Digest Digest, long Size, string Path);
