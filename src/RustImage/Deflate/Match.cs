namespace RustImage.Deflate;

/// <summary>A repetition of earlier bytes.</summary>
/// <param name="Length">The number of bytes: 3 to 258.</param>
/// <param name="Distance">How many bytes back they are: 1 to 32,768.</param>
internal readonly record struct Match(ushort Length, ushort Distance);
