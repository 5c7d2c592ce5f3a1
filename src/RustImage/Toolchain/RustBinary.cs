namespace RustImage.Toolchain;

/// <summary>A binary that cargo has built.</summary>
/// <param name="Path">Where cargo keeps it.</param>
/// <param name="Digest">The digest of its bytes: cargo may bring back an older file, so its time says nothing.</param>
/// <param name="Crates">The library crates that are part of it.</param>
internal sealed record RustBinary(string Path, Digest Digest, IReadOnlyList<string> Crates);
