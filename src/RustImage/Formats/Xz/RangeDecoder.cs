using System.Runtime.CompilerServices;

namespace RustImage.Formats.Xz;

/// <summary>The range decoder of LZMA: range and code have 32 bits, probabilities have 11 bits and adapt by 1/32.</summary>
/// <remarks>
/// It does not check for the end of its input. The caller compares <see cref="Next"/> with the end after each symbol, and keeps
/// <see cref="Lookahead"/> readable bytes behind the end. All methods must be inlined, so that the three fields stay in registers.
/// </remarks>
internal ref struct RangeDecoder
{
    /// <summary>More bytes than a symbol can take: a match has at most 10 + 6 + 26 + 4 bits, and each takes at most a byte.</summary>
    public const int Lookahead = 64;

    /// <summary>The bytes that a coder begins with: a zero and 32 bits of code.</summary>
    public const int StartLength = 5;

    /// <summary>The probability 1/2, which all probabilities start with.</summary>
    public const ushort Even = (ushort)(One / 2);

    private const int Bits = 11;
    private const int Speed = 5;
    private const uint One = 1 << Bits;
    private const uint Top = 1 << 24;

    private uint _range;
    private uint _code;
    private ref byte _next;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RangeDecoder(uint range, uint code, ref byte next)
    {
        _range = range;
        _code = code;
        _next = ref next;
    }

    public readonly uint Range => _range;

    public readonly uint Code => _code;

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref byte Next => ref _next;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Normalize()
    {
        if (_range < Top)
        {
            _range <<= 8;
            _code = (_code << 8) | _next;
            _next = ref Unsafe.Add(ref _next, 1);
        }
    }

    /// <remarks>A branch is faster here than the branchless arithmetic of xz's assembly, which took 1.5 times as long.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Bit(ref ushort probability)
    {
        Normalize();
        uint p = probability;
        var bound = (_range >> Bits) * p;
        if (_code < bound)
        {
            _range = bound;
            probability = (ushort)(p + ((One - p) >> Speed));
            return false;
        }
        _range -= bound;
        _code -= bound;
        probability = (ushort)(p - (p >> Speed));
        return true;
    }

    /// <summary>Decodes a bit, and goes to the child node that it chooses. The root of a tree is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Child(ref ushort tree, uint node) => Node(ref Unsafe.Add(ref tree, node), node);

    /// <summary>Decodes three bits, and goes down three levels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Descend3(ref ushort tree, uint node) => Child(ref tree, Child(ref tree, Child(ref tree, node)));

    /// <summary>Decodes a bit, and appends it to the bits that led to a node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Node(ref ushort probability, uint node)
    {
        Normalize();
        uint p = probability;
        var bound = (_range >> Bits) * p;
        if (_code < bound)
        {
            _range = bound;
            probability = (ushort)(p + ((One - p) >> Speed));
            return node << 1;
        }
        _range -= bound;
        _code -= bound;
        probability = (ushort)(p - (p >> Speed));
        return (node << 1) + 1;
    }

    /// <summary>Decodes bits of probability 1/2, highest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Direct(int count)
    {
        uint value = 0;
        do
        {
            Normalize();
            _range >>= 1;
            _code -= _range;
            var mask = (uint)((int)_code >> 31);
            _code += _range & mask;
            value = (value << 1) + 1 + mask;
        }
        while (--count > 0);
        return value;
    }
}
