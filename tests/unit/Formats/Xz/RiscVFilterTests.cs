using System.Buffers.Binary;
using RustImage.Formats.Xz;

namespace RustImage.UnitTests.Formats.Xz;

/// <summary>Hand-made instructions at 0x1000, because only xz 5.6 and later have this filter.</summary>
public sealed class RiscVFilterTests
{
    private const uint Nop = 0x0000_0013;

    [Fact]
    public void A_call_to_0x1100_becomes_relative_again() => AssertDecodes([0x8008_00EF, Nop, Nop], [0x1000_00EF, Nop, Nop]);

    /// <summary>The address follows AUIPC in big-endian order. Its low 12 bits, 0x808, are a negative offset.</summary>
    [Fact]
    public void A_pair_that_loads_from_0x1808_becomes_relative_again() =>
        AssertDecodes([0x5350_3117, 0x0818_0000, Nop], [0x0000_1517, 0x8085_3503, Nop]);

    [Fact]
    public void Data_that_only_looked_like_a_stored_pair_is_restored() =>
        AssertDecodes([0x1122_3517, 0x3445_0053, Nop], [0x5005_3117, 0x1122_3344, Nop]);

    [Theory]
    [InlineData(0x1000_01EFu)]
    [InlineData(0x0000_1117u)]
    [InlineData(0x0000_1597u)]
    public void Other_instructions_are_unchanged(uint instruction) => AssertDecodes([instruction, Nop, Nop], [instruction, Nop, Nop]);

    [Fact]
    public void An_incomplete_instruction_at_the_end_is_unchanged() => AssertDecodes([Nop, 0x8008_00EF], [Nop, 0x8008_00EF]);

    private static void AssertDecodes(uint[] stored, uint[] expected)
    {
        var bytes = new byte[4 * stored.Length];
        for (var i = 0; i < stored.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), stored[i]);
        new RiscVFilter(0x1000).Decode(bytes);
        Assert.Equal(
            expected, Enumerable.Range(0, stored.Length).Select(i => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4 * i))));
    }
}
