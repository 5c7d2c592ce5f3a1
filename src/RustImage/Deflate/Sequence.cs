namespace RustImage.Deflate;

/// <summary>A number of literals and the match behind them, packed into one word, as a chunk may have a hundred thousand of them.</summary>
internal readonly struct Sequence
{
    private readonly ulong _bits;

    /// <param name="literals">The number of literals. Their values are in the input.</param>
    /// <param name="length">The length of the match; 0 without a match.</param>
    /// <param name="distance">The distance of the match, 1 to 32,768; 0 without a match.</param>
    /// <param name="slot">The symbol of the distance.</param>
    public Sequence(int literals, int length, int distance, int slot) =>
        _bits = (uint)literals | ((ulong)(uint)length << 32) | ((ulong)(uint)distance << 41) | ((ulong)(uint)slot << 57);

    public int Literals => (int)(uint)_bits;

    public int Length => (int)(_bits >> 32) & 0x1FF;

    public int Distance => (int)(_bits >> 41) & 0xFFFF;

    public int DistanceSlot => (int)(_bits >> 57);
}
