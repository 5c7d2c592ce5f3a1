namespace RustImage.Deflate;

/// <summary>The two Huffman codes of a block: one for literals and lengths, one for distances.</summary>
internal sealed class BlockCode
{
    /// <summary>One bit less than deflate allows, so that four literals fit into a word together with seven pending bits.</summary>
    private const int LongestLiteral = 14;

    private readonly byte[] _literalLengths = new byte[DeflateFormat.LiteralLengthSymbols + 2];
    private readonly byte[] _distanceLengths = new byte[DeflateFormat.DistanceSymbols + 2];

    /// <summary>The fixed codes, which are not written into the stream (RFC 1951, 3.2.6).</summary>
    public static BlockCode Fixed { get; } = MakeFixed();

    /// <summary>The codes of literals and of the end of the block, each as code · 256 + length.</summary>
    public uint[] Literals { get; } = new uint[DeflateFormat.LiteralLengthSymbols + 2];

    /// <summary>The codes of all match lengths with their extra bits, each as bits · 256 + number of bits.</summary>
    public uint[] MatchLengths { get; } = new uint[DeflateFormat.MaximumMatch + 1];

    /// <summary>The codes of distances, each as code · 256 + length.</summary>
    public uint[] Distances { get; } = new uint[DeflateFormat.DistanceSymbols + 2];

    public ReadOnlySpan<byte> LiteralLengths => _literalLengths.AsSpan(0, DeflateFormat.LiteralLengthSymbols);

    public ReadOnlySpan<byte> DistanceLengths => _distanceLengths.AsSpan(0, DeflateFormat.DistanceSymbols);

    /// <summary>Computes the lengths of the codes. <see cref="MakeCodes"/> makes the codes from them.</summary>
    public void Choose(ReadOnlySpan<int> counts)
    {
        var literals = _literalLengths.AsSpan(0, DeflateFormat.LiteralLengthSymbols);
        var distances = _distanceLengths.AsSpan(0, DeflateFormat.DistanceSymbols);
        HuffmanCode.Lengths(SymbolCounts.LiteralsAndLengths(counts), LongestLiteral, literals);
        HuffmanCode.Lengths(SymbolCounts.OfDistances(counts), HuffmanCode.LongestOfDeflate, distances);
    }

    /// <returns>The size of a block's symbols with their extra bits, in bits.</returns>
    public long Cost(ReadOnlySpan<int> counts)
    {
        var bits = 0L;
        for (var symbol = 0; symbol < DeflateFormat.FirstLengthSymbol; symbol++)
            bits += (long)counts[symbol] * _literalLengths[symbol];
        for (var slot = 0; slot < DeflateFormat.LengthExtraBits.Length; slot++)
        {
            var symbol = DeflateFormat.FirstLengthSymbol + slot;
            bits += (long)counts[symbol] * (_literalLengths[symbol] + DeflateFormat.LengthExtraBits[slot]);
        }
        for (var slot = 0; slot < DeflateFormat.DistanceSymbols; slot++)
            bits += (long)counts[SymbolCounts.Distances + slot] * (_distanceLengths[slot] + DeflateFormat.DistanceExtraBits[slot]);
        return bits;
    }

    public void MakeCodes()
    {
        HuffmanCode.Codes(_literalLengths, Literals);
        HuffmanCode.Codes(_distanceLengths, Distances);
        for (var length = DeflateFormat.MinimumMatch; length <= DeflateFormat.MaximumMatch; length++)
        {
            var slot = DeflateFormat.LengthSlots[length];
            var code = Literals[DeflateFormat.FirstLengthSymbol + slot];
            var extra = (uint)(length - DeflateFormat.LengthBase[slot]);
            MatchLengths[length] = code + (extra << (8 + (int)(code & 0xFF))) + DeflateFormat.LengthExtraBits[slot];
        }
    }

    private static BlockCode MakeFixed()
    {
        var code = new BlockCode();
        code._literalLengths.AsSpan(0, 144).Fill(8);
        code._literalLengths.AsSpan(144, 112).Fill(9);
        code._literalLengths.AsSpan(256, 24).Fill(7);
        code._literalLengths.AsSpan(280).Fill(8);
        code._distanceLengths.AsSpan().Fill(5);
        code.MakeCodes();
        return code;
    }
}
