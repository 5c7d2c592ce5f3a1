namespace RustImage.Tasks;

/// <summary>The binary that cargo built.</summary>
/// <param name="Path">Where cargo keeps it.</param>
/// <param name="Digest">The digest of its bytes: cargo may bring back an older file, so its time says nothing.</param>
/// <param name="Crates">The library crates that are part of it.</param>
internal sealed record RustBinary(string Path, Digest Digest, IReadOnlyList<string> Crates);

/// <param name="HasDebugFile">Whether something was stripped.</param>
internal sealed record StrippedBinary(bool HasDebugFile);
