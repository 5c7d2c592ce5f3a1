namespace RustImage.Deflate;

/// <summary>What each level means.</summary>
/// <remarks>A change here, or in any parser, changes the bytes of layers: the cache's name for the compressor must change too.</remarks>
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
