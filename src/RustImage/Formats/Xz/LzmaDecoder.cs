using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static RustImage.Formats.Xz.LzmaModel;

namespace RustImage.Formats.Xz;

/// <summary>Decodes the LZMA symbols of one LZMA2 chunk after another into a window (LZMA specification of the LZMA SDK).</summary>
/// <remarks>
/// The loop takes nearly all of the decoding time, so its state is in locals, and it indexes arrays without checks. It stays within them
/// because: positions are below <c>limit</c>, which <see cref="SlidingWindow.Overshoot"/> bytes follow; the window reaches all distances;
/// the number of bits bounds the indices of trees; and <see cref="RangeDecoder.Lookahead"/> bytes follow the end of the input.
/// </remarks>
internal sealed class LzmaDecoder
{
    private ushort[] _model = [];
    private int _literalContextBits;
    private uint _literalPositionMask;
    private uint _positionMask;
    private int _state;
    private uint _rep0;
    private uint _rep1;
    private uint _rep2;
    private uint _rep3;
    private uint _range;
    private uint _code;

    /// <summary>The rest of a match that the end of the last piece cut off, in bytes.</summary>
    private int _pending;

    public void SetProperties(int literalContextBits, int literalPositionBits, int positionBits)
    {
        _literalContextBits = literalContextBits;
        _literalPositionMask = (1u << literalPositionBits) - 1;
        _positionMask = (1u << positionBits) - 1;
        var size = Size(literalContextBits + literalPositionBits);
        if (_model.Length != size)
            _model = new ushort[size];
    }

    public void ResetState()
    {
        Array.Fill(_model, RangeDecoder.Even);
        _state = 0;
        _rep0 = _rep1 = _rep2 = _rep3 = 0;
    }

    /// <param name="start">The first five bytes of the chunk's compressed data.</param>
    public void StartChunk(ReadOnlySpan<byte> start)
    {
        if (start[0] != 0)
            throw Damage.Of("a chunk's range coder does not start with zero");
        _range = uint.MaxValue;
        _code = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(start[1..]);
        _pending = 0;
    }

    /// <summary>Whether the chunk ends here. Otherwise its sizes are wrong.</summary>
    public bool IsChunkComplete => _pending == 0 && _code == 0;

    /// <summary>Fills the window up to a limit.</summary>
    /// <param name="input">The rest of the chunk. Its array goes on for <see cref="RangeDecoder.Lookahead"/> readable bytes.</param>
    /// <param name="limit">A position in the window: <see cref="SlidingWindow.Reserve"/>.</param>
    /// <param name="isLast">Whether the limit is the end of the chunk. Then the range coder takes its last byte, too.</param>
    /// <returns>The number of bytes of the input that were used.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Decode(ReadOnlySpan<byte> input, SlidingWindow window, int limit, bool isLast)
    {
        ref var first = ref MemoryMarshal.GetReference(input);
        ref var end = ref Unsafe.Add(ref first, input.Length);
        ref var model = ref MemoryMarshal.GetArrayDataReference(_model);
        ref var ring = ref MemoryMarshal.GetArrayDataReference(window.Bytes);
        var rc = new RangeDecoder(_range, _code, ref first);
        var position = window.Position;
        var state = (uint)_state;
        uint rep0 = _rep0, rep1 = _rep1, rep2 = _rep2, rep3 = _rep3;
        var positionMask = _positionMask;
        var literalPositionMask = _literalPositionMask;
        var literalContextBits = _literalContextBits;
        position += ResumeCopy(window, limit);
        uint previous = window.Previous;
        var length = _pending;

        while (position < limit)
        {
            if (Unsafe.IsAddressGreaterThan(ref rc.Next, ref end))
                throw Damage.Of("a chunk's compressed data ends too early");
            var positionState = (uint)position & positionMask;
            if (!rc.Bit(ref Unsafe.Add(ref model, IsMatch + (state * MaximumPositionStates) + positionState)))
            {
                var coder = (((uint)position & literalPositionMask) << literalContextBits) + (previous >> (8 - literalContextBits));
                ref var literal = ref Unsafe.Add(ref model, Literal + (LiteralSize * coder));
                uint node = 1;
                if (state < FirstMatchState)
                {
                    node = rc.Descend3(ref literal, rc.Descend3(ref literal, node));
                    node = rc.Child(ref literal, rc.Child(ref literal, node));
                    state = state < 4 ? 0 : state - 3;
                }
                else
                {
                    if (!window.Reaches(rep0, position))
                        throw Damage.Of("a literal follows no match");
                    var from = position - 1 - (int)rep0;
                    uint matched = Unsafe.Add(ref ring, from < 0 ? from + window.RingSize : from);
                    uint offset = 0x100;
                    do
                    {
                        matched <<= 1;
                        var bit = matched & offset;
                        var child = rc.Node(ref Unsafe.Add(ref literal, offset + bit + node), node);
                        offset &= (child & 1) != 0 ? bit : ~bit;
                        node = child;
                    }
                    while (node < 0x100);
                    state -= state < 10 ? 3u : 6u;
                }
                previous = (byte)node;
                Unsafe.Add(ref ring, position) = (byte)node;
                position++;
                continue;
            }

            uint lengthModel;
            if (rc.Bit(ref Unsafe.Add(ref model, IsRep + state)))
            {
                if (!rc.Bit(ref Unsafe.Add(ref model, IsRepG0 + state)))
                {
                    if (!rc.Bit(ref Unsafe.Add(ref model, IsRep0Long + (state * MaximumPositionStates) + positionState)))
                    {
                        state = state < FirstMatchState ? 9u : 11u;
                        length = 1;
                        goto Copy;
                    }
                }
                else
                {
                    uint distance;
                    if (!rc.Bit(ref Unsafe.Add(ref model, IsRepG1 + state)))
                    {
                        distance = rep1;
                    }
                    else
                    {
                        if (!rc.Bit(ref Unsafe.Add(ref model, IsRepG2 + state)))
                        {
                            distance = rep2;
                        }
                        else
                        {
                            distance = rep3;
                            rep3 = rep2;
                        }
                        rep2 = rep1;
                    }
                    rep1 = rep0;
                    rep0 = distance;
                }
                state = state < FirstMatchState ? 8u : 11u;
                lengthModel = RepLength;
            }
            else
            {
                rep3 = rep2;
                rep2 = rep1;
                rep1 = rep0;
                rep0 = uint.MaxValue;
                state = state < FirstMatchState ? 7u : 10u;
                lengthModel = MatchLength;
            }

            length = LzmaSymbols.Length(ref rc, ref Unsafe.Add(ref model, lengthModel), positionState);
            if (lengthModel == MatchLength)
                rep0 = LzmaSymbols.Distance(ref rc, ref model, length);

        Copy:
            if (!window.Reaches(rep0, position))
                throw Damage.Of("a match reaches back beyond the data");
            var count = Math.Min(length, limit - position);
            length -= count;
            var source = position - 1 - (int)rep0;
            if (source < 0)
            {
                window.CopyAround(position, rep0, count);
                position += count;
            }
            else
            {
                ref var to = ref Unsafe.Add(ref ring, position);
                ref var from = ref Unsafe.Add(ref ring, source);
                position += count;
                if (rep0 >= 15)
                {
                    do
                    {
                        Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<Int128>(ref from));
                        to = ref Unsafe.Add(ref to, 16);
                        from = ref Unsafe.Add(ref from, 16);
                        count -= 16;
                    }
                    while (count > 0);
                }
                else
                {
                    do
                    {
                        to = from;
                        to = ref Unsafe.Add(ref to, 1);
                        from = ref Unsafe.Add(ref from, 1);
                    }
                    while (--count > 0);
                }
            }
            previous = Unsafe.Add(ref ring, position - 1);
        }

        if (isLast)
            rc.Normalize();
        if (Unsafe.IsAddressGreaterThan(ref rc.Next, ref end))
            throw Damage.Of("a chunk's compressed data ends too early");
        _range = rc.Range;
        _code = rc.Code;
        _state = (int)state;
        _rep0 = rep0;
        _rep1 = rep1;
        _rep2 = rep2;
        _rep3 = rep3;
        _pending = length;
        window.Position = position;
        return (int)Unsafe.ByteOffset(ref first, ref rc.Next);
    }

    private int ResumeCopy(SlidingWindow window, int limit)
    {
        var count = Math.Min(_pending, limit - window.Position);
        window.CopyAround(window.Position, _rep0, count);
        window.Position += count;
        _pending -= count;
        return count;
    }
}
