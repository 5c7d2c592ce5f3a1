using RustImage.Elf;
using RustImage.Testing;

namespace RustImage.UnitTests.Elf;

/// <summary>Real libraries of each class and byte order: truncated, stripped, and with inverted bytes.</summary>
public class DamagedElfTests
{
    private const string Small = "libBrokenLocale.so.1";
    private const int Mutations = 8000;

    [Theory]
    [InlineData("armhf")]
    [InlineData("powerpc")]
    [InlineData("arm64")]
    [InlineData("s390x")]
    public void A_truncated_file_is_read_or_refused(string architecture)
    {
        var whole = File.ReadAllBytes(RealElfFiles.Cross(architecture, Small));
        var refused = 0;
        for (var length = 0; length < whole.Length; length += length < 4096 ? 1 : 37)
            refused += TryRead(whole.AsMemory(0, length)) ? 0 : 1;
        Assert.True(refused > 4096);
        Assert.True(TryRead(whole));
    }

    [Theory]
    [InlineData("armhf")]
    [InlineData("powerpc")]
    [InlineData("arm64")]
    [InlineData("s390x")]
    public void A_file_with_inverted_bytes_is_read_or_refused(string architecture)
    {
        var whole = File.ReadAllBytes(RealElfFiles.Cross(architecture, Small));
        var random = new Random(20250101);
        // The headers and tables come first. Between the segments are long runs of zeros.
        int[] places = [.. Enumerable.Range(0, whole.Length).Where(i => i < 0x800 || whole[i] != 0)];
        var refused = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var n = random.Next(1, 5); n > 0; n--)
                Mutate(bytes, places[random.Next(places.Length)], random);
            refused += TryRead(bytes) ? 0 : 1;
        }
        Assert.InRange(refused, Mutations / 50, Mutations - 1);
    }

    [Theory]
    [InlineData("armhf", "libresolv.so.2")]
    [InlineData("powerpc", "libresolv.so.2")]
    [InlineData("arm64", "libresolv.so.2")]
    [InlineData("s390x", "libresolv.so.2")]
    public void A_library_without_section_headers_gives_the_same_facts(string architecture, string library)
    {
        var path = RealElfFiles.Cross(architecture, library);
        AssertSame(ElfReader.Read(path), ElfReader.Read(WithoutSections(File.ReadAllBytes(path)), "stripped"));
    }

    [Fact]
    public void A_program_without_section_headers_gives_the_same_facts() =>
        AssertSame(ElfReader.Read(RealElfFiles.ThisProcess),
            ElfReader.Read(WithoutSections(File.ReadAllBytes(RealElfFiles.ThisProcess)), "stripped"));

    [Fact]
    public void Data_behind_the_tables_is_not_read()
    {
        using var directory = new TemporaryDirectory();
        var copy = directory["big.so"];
        File.Copy(RealElfFiles.Libgcc, copy);
        var small = Allocation(copy);
        using (var file = File.OpenWrite(copy))
            file.SetLength(4L << 30);
        Assert.InRange(Allocation(copy), 0, small + 4096);
    }

    private static long Allocation(string path)
    {
        ElfReader.Read(path);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ElfReader.Read(path);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static bool TryRead(ReadOnlyMemory<byte> bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ElfReader.Read(bytes, "damaged");
            return true;
        }
        catch (RustImageException e)
        {
            Assert.True(e.Code is "RIMG2001" or "RIMG2002", e.Message);
            return false;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (1 << 20) + (16L * bytes.Length));
        }
    }

    private static void Mutate(byte[] bytes, int at, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.AsSpan(at, Math.Min(8, bytes.Length - at)).Fill((byte)(random.Next(2) * 255));
                break;
            default:
                random.NextBytes(bytes.AsSpan(at, Math.Min(random.Next(1, 9), bytes.Length - at)));
                break;
        }
    }

    private static byte[] WithoutSections(byte[] bytes)
    {
        var (is64Bit, isLittleEndian) = (bytes[4] == 2, bytes[5] == 1);
        var offset = bytes.AsSpan(is64Bit ? 40 : 32, is64Bit ? 8 : 4);
        var order = new ByteOrder(is64Bit, isLittleEndian);
        var end = (int)order.Word(offset);
        offset.Clear();
        bytes.AsSpan(is64Bit ? 58 : 46, 6).Clear();
        return bytes[..end];
    }

    private static void AssertSame(ElfFile expected, ElfFile actual)
    {
        Assert.Equal(expected.UndefinedSymbols, actual.UndefinedSymbols);
        Assert.Equal(expected.DefinedSymbols, actual.DefinedSymbols);
        Assert.Equal(expected.VersionNeeds, actual.VersionNeeds);
        Assert.Equal(expected.VersionDefinitions, actual.VersionDefinitions);
        Assert.Equal(expected.Needed, actual.Needed);
        Assert.Equal((expected.SoName, expected.BuildId, expected.Interpreter), (actual.SoName, actual.BuildId, actual.Interpreter));
        Assert.NotEmpty(actual.UndefinedSymbols);
    }
}
