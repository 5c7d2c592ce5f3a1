namespace RustImage.Deflate;

/// <summary>Literals, and the match that follows them. Packed into one word: a chunk has up to a hundred thousand of them.</summary>
internal readonly struct Sequence
{
    private readonly ulong _bits;

    /// <param name="literals">How many; their values are in the input.</param>
    /// <param name="length">Of the match; 0 for none.</param>
    /// <param name="distance">Of the match, 1 to 32,768; 0 for none.</param>
    /// <param name="slot">The distance's symbol.</param>
    public Sequence(int literals, int length, int distance, int slot) =>
        _bits = (uint)literals | ((ulong)(uint)length << 32) | ((ulong)(uint)distance << 41) | ((ulong)(uint)slot << 57);

    public int Literals => (int)(uint)_bits;

    public int Length => (int)(_bits >> 32) & 0x1FF;

    public int Distance => (int)(_bits >> 41) & 0xFFFF;

    public int DistanceSlot => (int)(_bits >> 57);
}
