using RustImage.Elf;

namespace RustImage.UnitTests.Elf;

public class ElfReaderAgainstReadElfTests
{
    [Fact]
    public void The_running_program_gives_the_same_facts_as_readelf() => AssertSame(RealElfFiles.ThisProcess);

    [Fact]
    public void The_C_library_gives_the_same_facts_as_readelf() => AssertSame(RealElfFiles.Libc);

    [Fact]
    public void The_compiler_runtime_gives_the_same_facts_as_readelf() => AssertSame(RealElfFiles.Libgcc);

    [Fact]
    public void The_Cxx_library_gives_the_same_facts_as_readelf() => AssertSame(RealElfFiles.Libstdcxx);

    [Fact]
    public void The_loader_gives_the_same_facts_as_readelf() => AssertSame(RealElfFiles.Loader);

    [Theory]
    [InlineData("armhf", "libc.so.6", false, true, 40)]
    [InlineData("armhf", "libm.so.6", false, true, 40)]
    [InlineData("armhf", "ld-linux-armhf.so.3", false, true, 40)]
    [InlineData("powerpc", "libc.so.6", false, false, 20)]
    [InlineData("powerpc", "libresolv.so.2", false, false, 20)]
    [InlineData("powerpc", "ld.so.1", false, false, 20)]
    [InlineData("arm64", "libc.so.6", true, true, 183)]
    [InlineData("arm64", "libm.so.6", true, true, 183)]
    [InlineData("s390x", "libc.so.6", true, false, 22)]
    [InlineData("s390x", "libnss_compat.so.2", true, false, 22)]
    [InlineData("s390x", "ld64.so.1", true, false, 22)]
    public void A_library_of_another_architecture_gives_the_same_facts_as_readelf(
        string architecture, string library, bool is64Bit, bool isLittleEndian, ushort machine)
    {
        var path = RealElfFiles.Cross(architecture, library);
        AssertSame(path);
        var file = ElfReader.Read(path);
        Assert.Equal((is64Bit, isLittleEndian, machine, (ushort)3), (file.Is64Bit, file.IsLittleEndian, file.Machine, file.Type));
    }

    internal static void AssertSame(string path)
    {
        var expected = ReadElf.Of(path);
        var file = ElfReader.Read(path);
        Assert.Equal(expected.Interpreter, file.Interpreter);
        Assert.Equal(expected.SoName, file.SoName);
        Assert.Equal(expected.RPath, file.RPath);
        Assert.Equal(expected.RunPath, file.RunPath);
        Assert.Equal(expected.Needed, file.Needed);
        Assert.Equal(expected.BindNow, file.BindNow);
        Assert.Equal(expected.BuildId, file.BuildId);
        Assert.Equal(expected.VersionDefinitions, file.VersionDefinitions);
        Assert.Equal(expected.VersionDefinitions.Count > 0, file.DefinesVersions);
        Assert.Equal(expected.VersionNeeds, file.VersionNeeds.Select(n => $"{n.Library} {n.Version} {(n.IsWeak ? "weak" : "strong")}"));
        Assert.Equal(expected.Undefined, Sorted(file.UndefinedSymbols.Select(Describe)));
        Assert.Equal(expected.Defined, Sorted(file.DefinedSymbols.Select(s => Describe(s, file))));
    }

    private static string Describe(UndefinedSymbol symbol) =>
        (symbol.Version is null ? symbol.Name : $"{symbol.Name}@{symbol.Version} of {symbol.Library}") + (symbol.IsWeak ? " weak" : "");

    // readelf omits the version of the symbol that a linker creates for the version itself.
    private static string Describe(DefinedSymbol symbol, ElfFile file) => symbol.Version is null || symbol.Version == symbol.Name
        ? symbol.Name
        : symbol.Name + (symbol.IsHidden || IsCopied(symbol, file) ? "@" : "@@") + symbol.Version;

    private static bool IsCopied(DefinedSymbol symbol, ElfFile file) =>
        file.UndefinedSymbols.Any(u => u.Name == symbol.Name && u.Version == symbol.Version);

    private static List<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];
}
