using System.Text;
using RustImage.Debian.Archives;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Archives;

public sealed class PackageIndexTests
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private const string LibSsl = $"""
        Package: libssl3t64
        Source: openssl (3.5.1-1)
        Version: 3.5.1-1+b1
        Architecture: amd64
        Multi-Arch: same
        Provides: libssl3 (= 3.5.1-1+b1),
         libssl-any
        Depends: libc6 (>= 2.34), libz1 | zlib1g (>> 1:1.2) , openssl-provider:any
        Pre-Depends: base-files
        Description: Secure
         Package: no-field
        Filename: pool/main/o/openssl/libssl3t64_3.5.1-1+b1_amd64.deb
        Size: 2437000
        SHA256: {Hash}

        """;

    [Fact]
    public void A_package_is_found_with_its_dependencies()
    {
        var package = Assert.Single(Read(LibSsl).Find("libssl3t64"));
        Assert.Equal("3.5.1-1+b1", package.Version.ToString());
        Assert.Equal("amd64", package.Architecture);
        Assert.Equal("openssl", package.Source);
        Assert.Equal("3.5.1-1", package.SourceVersion.ToString());
        Assert.Equal("pool/main/o/openssl/libssl3t64_3.5.1-1+b1_amd64.deb", package.Path);
        Assert.Equal(2437000, package.Size);
        Assert.Equal(Hash, package.Digest.Hex);
        Assert.Equal("same", package.MultiArch);
        Assert.Equal(
            ["base-files", "libc6 (>= 2.34)", "libz1 | zlib1g (>> 1:1.2)", "openssl-provider:any"],
            package.Depends.Select(d => d.ToString()));
        Assert.Equal([new ProvidedName("libssl3", DebianVersion.Parse("3.5.1-1+b1")), new ProvidedName("libssl-any", null)],
            package.Provides);
    }

    [Fact]
    public void A_package_without_a_Source_field_is_its_own_source()
    {
        var index = Read(LibSsl.Replace("Source: openssl (3.5.1-1)\n", "", StringComparison.Ordinal));
        Assert.Equal(
            ("libssl3t64", "3.5.1-1+b1"), (index.Find("libssl3t64")[0].Source, index.Find("libssl3t64")[0].SourceVersion.ToString()));
        index = Read(LibSsl.Replace("openssl (3.5.1-1)", "openssl", StringComparison.Ordinal));
        Assert.Equal(("openssl", "3.5.1-1+b1"), (index.Find("libssl3t64")[0].Source, index.Find("libssl3t64")[0].SourceVersion.ToString()));
    }

    [Fact]
    public void Provided_names_are_looked_up_separately_from_package_names()
    {
        var index = Read(LibSsl);
        Assert.Equal("libssl3t64", Assert.Single(index.ProvidersOf("libssl3")).Name);
        Assert.Equal("libssl3t64", Assert.Single(index.ProvidersOf("libssl-any")).Name);
        Assert.Empty(index.Find("libssl3"));
        Assert.Empty(index.ProvidersOf("libssl3t64"));
        Assert.Empty(index.Find("no-field"));
        Assert.Equal(1, index.Count);
    }

    [Fact]
    public void The_newest_of_several_versions_comes_first()
    {
        var index = Read(LibSsl + "\n" + LibSsl.Replace("3.5.1", "3.10.0", StringComparison.Ordinal));
        Assert.Equal(2, index.Count);
        Assert.Equal(["3.10.0-1+b1", "3.5.1-1+b1"], index.Find("libssl3t64").Select(p => p.Version.ToString()));
        Assert.Equal(2, index.ProvidersOf("libssl3").Count);
    }

    [Fact]
    public void An_empty_index_has_no_package() => Assert.Empty(Read("").Find("x"));

    [Theory]
    [InlineData("Version: 3.5.1-1+b1\n", "", "it has no Version")]
    [InlineData("Version: 3.5.1-1+b1", "Version: 3.5.1_1", "its Version is '3.5.1_1'")]
    [InlineData("Architecture: amd64\n", "", "it has no Architecture")]
    [InlineData("openssl (3.5.1-1)", "openssl 3.5.1-1", "its Source is 'openssl 3.5.1-1'")]
    [InlineData("Size: 2437000", "Size: -2437000", "its Size is '-2437000'")]
    [InlineData("SHA256: 0", "SHA256: G", "its SHA256 is 'G123")]
    [InlineData("Filename: pool/", "Filename: /pool/", "its Filename is '/pool/")]
    [InlineData("Filename: pool/", "Filename: pool/../", "its Filename is 'pool/../")]
    [InlineData("Filename: pool/", "Filename: https://example.org/pool/", "its Filename is 'https:")]
    [InlineData("amd64.deb", "amd64.tar", "its Filename is")]
    [InlineData("libc6 (>= 2.34)", "libc6 (~ 2.34)", "'libc6 (~ 2.34)' is not a dependency")]
    [InlineData("libssl3 (= 3.5.1-1+b1)", "libssl3 (>= 3.5.1-1+b1)", "provides no exact version")]
    public void An_invalid_paragraph_is_an_error_only_when_its_package_is_looked_up(string text, string instead, string reason)
    {
        var other = LibSsl.Replace("libssl3t64", "libgood", StringComparison.Ordinal);
        var index = Read(LibSsl.Replace(text, instead, StringComparison.Ordinal) + "\n" + other);
        var e = Assert.Throws<RustImageException>(() => index.Find("libssl3t64"));
        Assert.Equal("RIMG7023", e.Code);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("'libssl3t64' in the index trixie main amd64", e.Message, StringComparison.Ordinal);
        Assert.Single(index.Find("libgood"));
    }

    [Fact]
    public async Task A_real_index_gives_the_same_packages_as_apt()
    {
        var cache = Require.Tool("apt-cache", "apt");
        foreach (var real in RealArchive.Packages())
        {
            var index = PackageIndex.Read(new MemoryStream(real.Text), "real", real.Text.Length);
            var names = Encoding.UTF8.GetString(real.Text).Split('\n').Where(l => l.StartsWith("Package: ", StringComparison.Ordinal))
                .Select(l => l[9..]).ToList();
            Assert.Equal(names.Count, index.Count);
            foreach (var some in names.GroupBy(n => n).Where((_, i) => i % 10 == 0))
                Assert.Equal(some.Count(), index.Find(some.Key).Count);
        }
        var main = PackageIndex.Read(new MemoryStream(RealArchive.Packages().MaxBy(p => p.Text.Length)!.Text), "main");
        var libc = main.Find("libc6").Single();
        var shown = await ProcessRunner.CaptureAsync(
            new Command(cache, ["show", $"libc6:{libc.Architecture}={libc.Version}"], Path.GetTempPath()));
        Assert.Contains($"\nFilename: {libc.Path}\n", shown.StandardOutput, StringComparison.Ordinal);
        Assert.Contains($"\nSHA256: {libc.Digest.Hex}\n", shown.StandardOutput, StringComparison.Ordinal);
        Assert.Contains(main.ProvidersOf("awk"), p => p.Name == "mawk");
    }

    private static PackageIndex Read(string text) => PackageIndex.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "trixie main amd64");
}
