using System.Buffers.Binary;

namespace RustImage.Formats.Xz;

/// <summary>A filter's id and properties (xz-file-format, 3.1.5 and 5.3).</summary>
internal sealed record FilterFlags(long Id, byte[] Properties)
{
    private const long DeltaId = 0x03;
    private const long Lzma2Id = 0x21;
    private const int LargestDictionaryCode = 40;

    public static FilterFlags Take(ref ReadOnlySpan<byte> bytes)
    {
        var id = VariableInteger.Take(ref bytes);
        var length = VariableInteger.Take(ref bytes);
        if (length > bytes.Length)
            throw Damage.Of("a filter's properties reach beyond the block's header");
        var properties = bytes[..(int)length].ToArray();
        bytes = bytes[(int)length..];
        return new FilterFlags(id, properties);
    }

    /// <returns>The size of the dictionary of LZMA2, in bytes.</returns>
    /// <exception cref="InvalidDataException">The filter is not LZMA2, or its properties are unknown.</exception>
    public long DictionarySize()
    {
        if (Id != Lzma2Id)
            throw Damage.Unsupported($"the last filter of a block has the id 0x{Id:X}, which is not LZMA2's");
        if (Properties is not [<= LargestDictionaryCode and var code])
            throw Damage.Unsupported("LZMA2's properties are none that are known");
        return code == LargestDictionaryCode ? uint.MaxValue : (2L | (code & 1)) << ((code / 2) + 11);
    }

    /// <returns>The decoder of a filter that the encoder applied before LZMA2.</returns>
    /// <exception cref="InvalidDataException">The filter or its properties are unknown.</exception>
    public Filter CreateFilter() => Id switch
    {
        DeltaId => Properties is [var distance] ? new DeltaFilter(distance + 1)
            : throw Damage.Unsupported("the delta filter's properties are none that are known"),
        0x04 => new X86Filter(StartOffset(1)),
        0x05 => new PowerPcFilter(StartOffset(4)),
        0x06 => new Ia64Filter(StartOffset(16)),
        0x07 => new ArmFilter(StartOffset(4)),
        0x08 => new ArmThumbFilter(StartOffset(2)),
        0x09 => new SparcFilter(StartOffset(4)),
        0x0A => new Arm64Filter(StartOffset(4)),
        0x0B => new RiscVFilter(StartOffset(2)),
        _ => throw Damage.Unsupported($"a filter has the unknown id 0x{Id:X}"),
    };

    private uint StartOffset(uint alignment)
    {
        var offset = Properties.Length switch
        {
            0 => 0u,
            4 => BinaryPrimitives.ReadUInt32LittleEndian(Properties),
            _ => throw Damage.Unsupported("a branch filter's properties are none that are known"),
        };
        return offset % alignment == 0 ? offset
            : throw Damage.Unsupported($"a branch filter starts at {offset}, which is not a multiple of {alignment}");
    }
}
