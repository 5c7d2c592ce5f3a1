namespace RustImage.Deflate;

/// <summary>How hard the compressor searches for repeated bytes.</summary>
internal enum DeflateLevel
{
    /// <summary>Twice as fast, some 5 % larger.</summary>
    Fast,

    /// <summary>The size of zlib's level 6.</summary>
    Balanced,

    /// <summary>Several times slower, some 3 % smaller.</summary>
    Small,
}
