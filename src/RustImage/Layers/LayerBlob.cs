namespace RustImage.Layers;

/// <summary>A finished layer.</summary>
/// <param name="Digest">Of the compressed bytes: what the manifest names.</param>
/// <param name="DiffId">Of the tar itself: what the configuration names, and what containers are built from.</param>
/// <param name="Size">Compressed, in bytes.</param>
/// <param name="Path">The compressed bytes on this machine.</param>
public sealed record LayerBlob(string Title, Digest Digest, Digest DiffId, long Size, string Path, IReadOnlyList<LayerEntry> Entries);
