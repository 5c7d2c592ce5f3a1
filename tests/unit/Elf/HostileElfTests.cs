using System.Diagnostics;
using RustImage.Elf;

namespace RustImage.UnitTests.Elf;

/// <summary>Files with false claims. Each must fail with a coded error, quickly and without much memory.</summary>
public class HostileElfTests
{
    private const long Megabyte = 1 << 20;

    [Theory]
    [InlineData(4ul, 0xffffffffu, 0xffffffffu, "dynamic symbols")] // DT_HASH
    [InlineData(0x6ffffef5ul, 0xffffffffu, 1u, "buckets")] // DT_GNU_HASH
    [InlineData(0x6ffffef5ul, 0u, 0xffffffffu, "dynamic symbols")]
    public void A_hash_table_that_claims_too_many_entries_is_refused(ulong tag, uint first, uint second, string message)
    {
        var elf = new HostileElf();
        elf.Tag(6, elf.Add(new byte[48])).Tag(tag, elf.Add(first, second, 0u, 0u, 0u));
        AssertRefused(elf, message);
    }

    [Theory]
    [InlineData(5ul, 10ul, "string table")]
    [InlineData(7ul, 8ul, "relocation table")]
    [InlineData(17ul, 18ul, "relocation table")]
    [InlineData(23ul, 2ul, "relocation table")]
    public void A_table_that_claims_too_many_bytes_is_refused(ulong tag, ulong sizeTag, string message)
    {
        foreach (var size in (ulong[])[100_000, uint.MaxValue, long.MaxValue, ulong.MaxValue])
        {
            var elf = new HostileElf();
            var block = elf.Add(new byte[48]);
            AssertRefused(elf.Tag(6, block).Tag(tag, block).Tag(sizeTag, size), message);
        }
    }

    [Fact]
    public void An_endless_chain_in_the_GNU_hash_table_is_refused()
    {
        var elf = new HostileElf();
        elf.Tag(6, elf.Add(new byte[48])).Tag(0x6ffffef5, elf.Add(1u, 1u, 0u, 0u, 100_000u));
        AssertRefused(elf, "no end");
    }

    [Fact]
    public void A_relocation_of_a_missing_symbol_is_refused()
    {
        var elf = new HostileElf();
        elf.Tag(6, elf.Add(new byte[48])).Tag(7, elf.Add(0u, 0u, 6u, 0x7fffffffu, 0u, 0u)).Tag(8, 24);
        AssertRefused(elf, "symbol 2147483647");
    }

    [Fact]
    public void Needed_versions_that_share_one_long_list_are_refused()
    {
        const int count = 100_000;
        var words = new uint[count * 8];
        for (var i = 0; i < count; i++)
        {
            (words[i * 4], words[(i * 4) + 2], words[(i * 4) + 3]) = (1, (uint)((count - i) * 16), 16);
            words[((count + i) * 4) + 3] = i < count - 1 ? 16u : 0;
        }
        var elf = WithStrings([0]);
        AssertRefused(elf.Tag(0x6ffffffe, elf.Add(words)), "more entries than they have room for");
    }

    [Theory]
    [InlineData(0x6ffffffcul, 4)] // .gnu.version_d: vd_next
    [InlineData(0x6ffffffeul, 3)] // .gnu.version_r: vn_next
    public void A_version_table_that_points_outside_its_segment_is_refused(ulong tag, int nextWord)
    {
        var words = new uint[16];
        (words[0], words[nextWord]) = (0x10001, 0x7fffffff); // version 1; VER_FLG_BASE or one entry
        var elf = WithStrings([0]);
        AssertRefused(elf.Tag(tag, elf.Add(words)), "outside of its segment");
    }

    [Fact]
    public void Needed_libraries_that_share_one_long_name_are_refused()
    {
        var name = new byte[500_000];
        Array.Fill(name, (byte)'a', 0, name.Length - 1);
        var elf = WithStrings(name);
        for (ulong i = 0; i < 30_000; i++)
            elf.Tag(1, i);
        AssertRefused(elf, "overlap", allocation: 40 * Megabyte);
    }

    [Fact]
    public void A_string_without_an_end_is_refused()
    {
        AssertRefused(WithStrings([0, (byte)'a']).Tag(14, 1), "its SONAME has no end");
    }

    [Fact]
    public void A_table_at_an_address_that_is_not_loaded_is_refused()
    {
        AssertRefused(new HostileElf().Tag(6, 0x123456789), "0x123456789");
    }

    [Fact]
    public void Note_segments_that_all_cover_the_same_bytes_are_refused()
    {
        var elf = new HostileElf(extraHeaders: 60_000);
        var notes = elf.Add(new byte[4 * Megabyte]);
        elf.Extra = (4, notes, 4 * Megabyte);
        Assert.Empty(Measure(elf, 30 * Megabyte).DlopenNotes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4097)]
    public void An_interpreter_of_an_impossible_length_is_refused(int length)
    {
        var elf = new HostileElf(extraHeaders: 1);
        elf.Extra = (3, elf.Add(new byte[5000]), (ulong)length);
        AssertRefused(elf, "interpreter");
    }

    [Fact]
    public void A_file_without_any_table_is_accepted()
    {
        var file = Measure(new HostileElf(), Megabyte);
        Assert.True(file.IsDynamic);
        Assert.Empty(file.DefinedSymbols);
    }

    private static HostileElf WithStrings(byte[] strings)
    {
        var elf = new HostileElf();
        return elf.Tag(5, elf.Add(strings)).Tag(10, (ulong)strings.Length);
    }

    private static void AssertRefused(HostileElf elf, string message, long allocation = 0)
    {
        var error = Assert.Throws<RustImageException>(() => Measure(elf, allocation));
        Assert.Equal("RIMG2002", error.Code);
        Assert.Contains(message, error.Message);
    }

    private static ElfFile Measure(HostileElf elf, long allocation)
    {
        var bytes = elf.ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        try
        {
            return ElfReader.Read(bytes, "hostile");
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0,
                allocation == 0 ? Megabyte + (8L * bytes.Length) : allocation);
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        }
    }
}
