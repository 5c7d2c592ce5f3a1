namespace RustImage.UnitTests;

public sealed class PlatformTests
{
    public static TheoryData<string> RuntimeIdentifiers => [.. Platform.All.Select(p => p.RuntimeIdentifier)];

    [Fact]
    public void Every_name_belongs_to_one_platform_only()
    {
        AssertUnique(p => [p.RuntimeIdentifier]);
        AssertUnique(p => p.RustTriples);
        AssertUnique(p => [p.DebianArchitecture]);
        AssertUnique(p => [p.Multiarch]);
        AssertUnique(p => [p.OciName]);
        AssertUnique(p => [$"{p.ElfMachine} {p.Is64Bit} {p.IsLittleEndian}"]);
    }

    [Theory]
    [MemberData(nameof(RuntimeIdentifiers))]
    public void Every_name_of_a_platform_leads_back_to_it(string rid)
    {
        var platform = Platform.FromRuntimeIdentifier(rid)!;
        Assert.Equal(rid, platform.RuntimeIdentifier);
        Assert.Equal(platform.DefaultTriple, Platform.TripleOf(rid));
        Assert.All(platform.RustTriples, t => Assert.Same(platform, Platform.FromTriple(t)));
        Assert.DoesNotContain("musl", platform.DefaultTriple, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux-musl-x64", "x86_64-unknown-linux-musl", "linux-x64")]
    [InlineData("linux-musl-arm64", "aarch64-unknown-linux-musl", "linux-arm64")]
    [InlineData("linux-musl-arm", "armv7-unknown-linux-musleabihf", "linux-arm")]
    public void A_musl_runtime_identifier_yields_the_musl_triple_of_the_same_platform(string rid, string triple, string platform)
    {
        Assert.Equal(triple, Platform.TripleOf(rid));
        Assert.Equal(platform, Platform.FromRuntimeIdentifier(rid)!.RuntimeIdentifier);
    }

    [Theory]
    [InlineData("x86_64-alpine-linux-musl", "linux-amd64")]
    [InlineData("aarch64-other-linux-gnu", "linux-arm64")]
    [InlineData("armv7-unknown-linux-gnueabihf", "linux-arm-v7")]
    [InlineData("i686-unknown-linux-musl", "linux-386")]
    public void Triples_of_other_vendors_name_the_same_platform(string triple, string oci) =>
        Assert.Equal(oci, Platform.FromTriple(triple)?.OciName);

    [Theory]
    [InlineData("")]
    [InlineData("linux")]
    [InlineData("x86_64-pc-windows-msvc")]
    [InlineData("aarch64-apple-darwin")]
    [InlineData("x86_64-unknown-freebsd")]
    [InlineData("mips64-unknown-linux-gnuabi64")]
    [InlineData("aarch64-linux-android")]
    [InlineData("armv7-linux-androideabi")]
    [InlineData("x86_64-unknown-linux-ohos")]
    [InlineData("x86_64-unknown-linux-gnux32")]
    [InlineData("aarch64-unknown-linux-gnu_ilp32")]
    [InlineData("armv7-unknown-linux-gnueabi")]
    [InlineData("riscv64gc--linux-")]
    public void Unsupported_triples_have_no_platform(string triple) => Assert.Null(Platform.FromTriple(triple));

    [Theory]
    [InlineData("")]
    [InlineData("linux")]
    [InlineData("linux-musl-")]
    [InlineData("win-x64")]
    [InlineData("osx-arm64")]
    [InlineData("linux-amd64")]
    [InlineData("LINUX-X64")]
    public void Unsupported_runtime_identifiers_have_no_platform(string rid)
    {
        Assert.Null(Platform.FromRuntimeIdentifier(rid));
        Assert.Null(Platform.TripleOf(rid));
    }

    [Fact]
    public void A_platform_without_musl_has_no_musl_triple() => Assert.Null(Platform.TripleOf("linux-musl-s390x"));

    private static void AssertUnique(Func<Platform, IReadOnlyList<string>> names)
    {
        var all = Platform.All.SelectMany(names).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
    }
}
