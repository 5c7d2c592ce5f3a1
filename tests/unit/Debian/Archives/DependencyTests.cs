using RustImage.Debian.Archives;

namespace RustImage.UnitTests.Debian.Archives;

public sealed class DependencyTests
{
    [Fact]
    public void A_dependency_field_holds_groups_of_alternatives()
    {
        var groups = DependencyParser.Parse("a (>= 1:2~rc1-3) | b:any [amd64 arm64] <!nocheck> <x y>,\n c(<<2), d [!i386],");
        Assert.Equal(["a (>= 1:2~rc1-3) | b:any", "c (<< 2)", "d"], groups.Select(g => g.ToString()));
        Assert.Equal(["amd64", "arm64"], groups[0].Alternatives[1].Architectures);
        Assert.True(groups[0].Alternatives[1].AppliesTo("arm64"));
        Assert.False(groups[0].Alternatives[1].AppliesTo("armhf"));
        Assert.True(groups[2].Alternatives[0].AppliesTo("amd64"));
        Assert.False(groups[2].Alternatives[0].AppliesTo("i386"));
        Assert.Empty(DependencyParser.Parse(""));
    }

    [Theory]
    [InlineData("a (1)")]
    [InlineData("a (== 1)")]
    [InlineData("a (>= 1")]
    [InlineData("a b")]
    [InlineData("a |")]
    [InlineData("a (>= 1_2)")]
    [InlineData("$x")]
    public void An_invalid_dependency_field_is_an_error(string field) =>
        Assert.Throws<FormatException>(() => DependencyParser.Parse(field));

    [Theory]
    [InlineData("a", true)]
    [InlineData("a (<< 2.0)", false)]
    [InlineData("a (<= 2.0)", true)]
    [InlineData("a (= 2.0-0)", true)]
    [InlineData("a (>= 2.0)", true)]
    [InlineData("a (>> 2.0)", false)]
    [InlineData("a (>> 2.0~rc1)", true)]
    [InlineData("a (< 2.0)", true)]
    [InlineData("a (> 2.0)", true)]
    [InlineData("z | a", true)]
    [InlineData("b", true)]
    [InlineData("b (>= 0)", false)]
    [InlineData("c", true)]
    [InlineData("c (= 7)", true)]
    [InlineData("c (>> 7)", false)]
    [InlineData("d", false)]
    public void Versions_and_provided_names_decide_whether_a_dependency_is_satisfied(string dependency, bool satisfied) =>
        Assert.Equal(satisfied, Parse(dependency).Satisfies(Package("amd64", null)));

    [Theory]
    // The rules of dpkg's lib/dpkg/depcon.c for a package of amd64: architecture and Multi-Arch of the other package.
    [InlineData("a", "amd64", null, true)]
    [InlineData("a", "all", null, true)]
    [InlineData("a", "arm64", null, false)]
    [InlineData("a", "arm64", "same", false)]
    [InlineData("a", "arm64", "allowed", false)]
    [InlineData("a", "arm64", "foreign", true)]
    [InlineData("a:any", "amd64", null, false)]
    [InlineData("a:any", "amd64", "allowed", true)]
    [InlineData("a:any", "arm64", "allowed", true)]
    [InlineData("a:any", "all", "allowed", true)]
    [InlineData("a:arm64", "arm64", null, true)]
    [InlineData("a:arm64", "amd64", null, false)]
    [InlineData("a:amd64", "all", null, true)]
    [InlineData("a:arm64", "all", null, false)]
    [InlineData("a [arm64]", "amd64", null, false)]
    public void Architecture_and_Multi_Arch_decide_whether_a_dependency_is_satisfied(
        string dependency, string architecture, string? multiArch, bool satisfied) =>
        Assert.Equal(satisfied, Parse(dependency).Satisfies(Package(architecture, multiArch), "amd64"));

    private static DependencyGroup Parse(string text) => Assert.Single(DependencyParser.Parse(text));

    private static IndexedPackage Package(string architecture, string? multiArch) => new(
        "a", DebianVersion.Parse("2.0"), architecture, "a", DebianVersion.Parse("2.0"), "pool/a.deb", 1, Digest.OfBytes([]), multiArch, [],
        DependencyParser.ParseProvides("b, c (= 7)"));
}
