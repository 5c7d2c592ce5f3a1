namespace RustImage.Deflate;

/// <summary>Chooses which bytes of the input become literals and which matches.</summary>
internal interface IParser
{
    /// <param name="input">
    /// Holds <see cref="MatchLength.Padding"/> bytes after <paramref name="end"/> that are read and never count.
    /// </param>
    /// <param name="dictionary">Where the bytes begin that matches may reach back to.</param>
    /// <param name="start">Where the bytes to compress begin: <see cref="Chunk.Start"/> or later.</param>
    void Parse(byte[] input, int dictionary, int start, int end, SequenceStore store);
}
