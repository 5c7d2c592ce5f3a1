namespace RustImage.Deflate;

/// <param name="Length">3 to 258.</param>
/// <param name="Distance">1 to 32,768.</param>
internal readonly record struct Match(ushort Length, ushort Distance);
