namespace RustImage.Deflate;

/// <summary>Writes the header of a block with its own codes: the lengths of the codes, in compressed form (RFC 1951, 3.2.7).</summary>
internal sealed class DynamicHeader
{
    private const int LongestCodeLengthCode = 7;
    private const int RepeatPrevious = 16, RepeatZeroShort = 17, RepeatZeroLong = 18;

    private readonly byte[] _lengths = new byte[DeflateFormat.LiteralLengthSymbols + DeflateFormat.DistanceSymbols];
    private readonly Item[] _items = new Item[DeflateFormat.LiteralLengthSymbols + DeflateFormat.DistanceSymbols];
    private readonly int[] _counts = new int[DeflateFormat.CodeLengthSymbols];
    private readonly byte[] _codeLengths = new byte[DeflateFormat.CodeLengthSymbols];
    private readonly uint[] _codes = new uint[DeflateFormat.CodeLengthSymbols];
    private int _itemCount;
    private int _literals;
    private int _distances;
    private int _explicit;

    /// <returns>The size of the header in bits, without the three bits of the block's type.</returns>
    public int Prepare(BlockCode code)
    {
        _literals = Math.Max(DeflateFormat.FirstLengthSymbol, code.LiteralLengths.LastIndexOfAnyExcept((byte)0) + 1);
        _distances = Math.Max(1, code.DistanceLengths.LastIndexOfAnyExcept((byte)0) + 1);
        code.LiteralLengths[.._literals].CopyTo(_lengths);
        code.DistanceLengths[.._distances].CopyTo(_lengths.AsSpan(_literals));
        _itemCount = 0;
        Array.Clear(_counts);
        for (var start = 0; start < _literals + _distances;)
            start += AddRun(_lengths.AsSpan(start, _literals + _distances - start));

        HuffmanCode.Lengths(_counts, LongestCodeLengthCode, _codeLengths);
        _explicit = DeflateFormat.CodeLengthSymbols;
        while (_explicit > 4 && _codeLengths[DeflateFormat.CodeLengthOrder[_explicit - 1]] == 0)
            _explicit--;
        var bits = 5 + 5 + 4 + (3 * _explicit);
        for (var symbol = 0; symbol < _counts.Length; symbol++)
            bits += _counts[symbol] * (_codeLengths[symbol] + ExtraBits(symbol));
        return bits;
    }

    public void Write(ref BitWriter output)
    {
        output.Write((uint)(_literals - DeflateFormat.FirstLengthSymbol), 5);
        output.Write((uint)(_distances - 1), 5);
        output.Write((uint)(_explicit - 4), 4);
        foreach (var symbol in DeflateFormat.CodeLengthOrder[.._explicit])
            output.Write(_codeLengths[symbol], 3);
        HuffmanCode.Codes(_codeLengths, _codes);
        foreach (var item in _items.AsSpan(0, _itemCount))
        {
            output.WriteCode(_codes[item.Symbol]);
            output.Write(item.Extra, ExtraBits(item.Symbol));
        }
    }

    private static int ExtraBits(int symbol) => symbol switch { RepeatPrevious => 2, RepeatZeroShort => 3, RepeatZeroLong => 7, _ => 0 };

    /// <returns>The number of lengths in the run.</returns>
    private int AddRun(ReadOnlySpan<byte> lengths)
    {
        var value = lengths[0];
        var run = lengths.IndexOfAnyExcept(value) is var end && end < 0 ? lengths.Length : end;
        var left = run;
        if (value == 0)
        {
            for (; left >= 11; left -= Math.Min(left, 138))
                Add(RepeatZeroLong, Math.Min(left, 138) - 11);
            if (left >= 3)
            {
                Add(RepeatZeroShort, left - 3);
                left = 0;
            }
        }
        else if (run >= 4)
        {
            Add(value, 0);
            left--;
            for (; left >= 3; left -= Math.Min(left, 6))
                Add(RepeatPrevious, Math.Min(left, 6) - 3);
        }
        for (; left > 0; left--)
            Add(value, 0);
        return run;
    }

    private void Add(int symbol, int extra)
    {
        _items[_itemCount++] = new Item((byte)symbol, (byte)extra);
        _counts[symbol]++;
    }

    private readonly record struct Item(byte Symbol, byte Extra);
}
