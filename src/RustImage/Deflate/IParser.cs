namespace RustImage.Deflate;

/// <summary>Divides the input into literals and matches.</summary>
internal interface IParser
{
    /// <param name="input">
    /// Holds <see cref="MatchLength.Padding"/> bytes after <paramref name="end"/> that are read and never count.
    /// </param>
    /// <param name="dictionary">The index of the first byte that matches may reach back to.</param>
    /// <param name="start">The index of the first byte to compress: <see cref="Chunk.Start"/> or later.</param>
    void Parse(byte[] input, int dictionary, int start, int end, SequenceStore store);
}
