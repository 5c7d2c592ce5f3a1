namespace RustImage.Deflate;

/// <summary>Creates the parser of each level.</summary>
/// <remarks>
/// A change here or in a parser changes the bytes of layers. Then raise the version of the compressor in Layers/GzipCompressor.cs, too.
/// </remarks>
internal static class DeflateParsers
{
    public static IParser Create(DeflateLevel level) => level switch
    {
        DeflateLevel.Fast => new FastParser(),
        DeflateLevel.Balanced => new LazyParser(depth: 16, nice: 32),
        DeflateLevel.Small => new OptimalParser(depth: 50, nice: 100, passes: 2),
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };
}
