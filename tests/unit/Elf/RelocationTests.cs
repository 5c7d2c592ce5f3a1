using RustImage.Elf;

namespace RustImage.UnitTests.Elf;

public class RelocationTests
{
    private const uint JumpSlot = 7;

    [Fact]
    public void PLT_relocations_inside_the_other_table_stay_lazily_bound()
    {
        Assert.Equal([("a", false), ("b", true)], Read(relaLength: 48));
    }

    [Fact]
    public void Without_a_hash_table_symbols_are_found_through_relocations()
    {
        Assert.Equal([("a", false), ("b", true)], Read(relaLength: 24));
    }

    /// <summary>A file with two undefined functions: a relocation of the first, then a PLT relocation of the second.</summary>
    private static IEnumerable<(string Name, bool IsLazy)> Read(ulong relaLength)
    {
        var elf = new HostileElf();
        var strings = elf.Add(0, (byte)'a', 0, (byte)'b', 0, 0, 0, 0);
        var symbols = elf.Add([.. Symbol(0, 0), .. Symbol(1, 0x12), .. Symbol(3, 0x12)]);
        var relocations = elf.Add(0u, 0u, JumpSlot, 1u, 0u, 0u, 0u, 0u, JumpSlot, 2u, 0u, 0u);
        elf.Tag(5, strings).Tag(10, 8).Tag(6, symbols)
            .Tag(7, relocations).Tag(8, relaLength)
            .Tag(23, relocations + 24).Tag(2, 24).Tag(20, 7);
        return ElfReader.Read(elf.ToArray(), "made").UndefinedSymbols.Select(s => (s.Name, s.IsLazilyBound));
    }

    private static uint[] Symbol(uint name, uint info) => [name, info, 0, 0, 0, 0];
}
