using System.Globalization;
using RustImage.Debian.Archives;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Archives;

public sealed class DebianVersionTests
{
    /// <summary>Versions in ascending order.</summary>
    private static readonly string[] Ordered =
    [
        "0~~", "0~", "0", "0+b1", "1.0~~", "1.0~~a", "1.0~", "1.0~rc1-1", "1.0", "1.0-0+b1", "1.0-0.1", "1.0-1~bpo12+1", "1.0-1",
        "1.0-1+b1", "1.0-1.1",
        "1.0a", "1.0aa", "1.0b", "1.0+dfsg", "1.0-1-1", "1.0.0", "1.2", "1.10", "1.99999999999999999999999", "1.100000000000000000000000",
        "2.36-9+deb12u13", "2.36-9+deb12u14", "20250101", "1:0", "1:0.9-1", "2:1:2-3",
    ];

    private static readonly string[] Equal = ["1.0", "0:1.0", "1.0-0", "1.00", "01.0", "1.0-00", "1.000000-0"];

    [Fact]
    public void Versions_are_ordered_as_in_dpkg()
    {
        var dpkg = Require.Tool("dpkg", "dpkg");
        var pairs = Ordered.Zip(Ordered.Skip(1)).Concat(Equal.Zip(Equal.Skip(1))).ToList();
        foreach (var (a, b) in pairs)
        {
            var order = Math.Sign(DebianVersion.Parse(a).CompareTo(DebianVersion.Parse(b)));
            var relation = order switch { < 0 => "lt", 0 => "eq", _ => "gt" };
            Assert.True(Exit(dpkg, "--compare-versions", a, relation, b) == 0, $"dpkg does not say {a} {relation} {b}");
        }
    }

    [Fact]
    public void Versions_of_the_real_archive_are_ordered_as_in_libdpkg()
    {
        var perl = Require.Tool("perl", "perl");
        Require.File("/usr/share/perl5/Dpkg/Version.pm", "libdpkg-perl");
        var versions = RealArchive.Packages().SelectMany(i => i.Versions()).Concat(Ordered).Concat(Equal).Distinct()
            .Order(StringComparer.Ordinal).ToArray();
        var random = new Random(7);
        var pairs = Enumerable.Range(0, 20_000).Select(
            i => (versions[random.Next(versions.Length)], versions[random.Next(versions.Length)]))
            .Concat(versions.Zip(versions.Skip(1))).ToList();
        using var directory = new TemporaryDirectory();
        File.WriteAllLines(directory["pairs"], pairs.Select(p => $"{p.Item1} {p.Item2}"));
        File.WriteAllText(directory["compare.pl"], """
            use Dpkg::Version;
            open(my $pairs, '<', 'pairs');
            open(my $out, '>', 'orders');
            while (<$pairs>) { chomp; my ($a, $b) = split / /; print $out version_compare($a, $b), "\n"; }
            """);
        Assert.Equal(0, Exit(perl, directory.Path, "compare.pl"));
        var expected = File.ReadAllLines(directory["orders"]).Select(l => int.Parse(l, CultureInfo.InvariantCulture));
        var wrong = pairs.Zip(expected).Where(
            p => Math.Sign(DebianVersion.Parse(p.First.Item1).CompareTo(DebianVersion.Parse(p.First.Item2))) != p.Second);
        Assert.Empty(wrong);
        Assert.True(pairs.Count > 20_000);
    }

    [Fact]
    public void All_comparison_operators_agree_with_the_order()
    {
        var versions = Ordered.Select(DebianVersion.Parse).ToArray();
        for (var i = 0; i < versions.Length; i++)
        {
            for (var j = 0; j < versions.Length; j++)
                Assert.Equal(Math.Sign(i.CompareTo(j)), Math.Sign(versions[i].CompareTo(versions[j])));
        }
        Assert.True(versions[0] < versions[1] && versions[1] > versions[0] && versions[0] <= versions[1] && versions[1] >= versions[0]);
        Assert.True(versions[0].CompareTo(null) > 0);
    }

    [Fact]
    public void Equal_versions_have_equal_hashes_and_keep_their_text()
    {
        var versions = Equal.Select(DebianVersion.Parse).ToArray();
        Assert.All(versions, v => Assert.True(v == versions[0] && v.GetHashCode() == versions[0].GetHashCode()));
        Assert.Equal(Equal, versions.Select(v => v.ToString()));
        Assert.True(versions[0] != DebianVersion.Parse("1.1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1:")]
    [InlineData(":1")]
    [InlineData("-1")]
    [InlineData("1-")]
    [InlineData("1:-1")]
    [InlineData("a:1")]
    [InlineData("-1:1")]
    [InlineData("2147483648:1")]
    [InlineData("1 2")]
    [InlineData("1_2")]
    [InlineData("1.0-1:2")]
    [InlineData("1.0/2")]
    [InlineData("1.0é")]
    public void A_text_that_dpkg_refuses_is_an_invalid_version(string text)
    {
        Assert.Null(DebianVersion.TryParse(text));
        Assert.Throws<FormatException>(() => DebianVersion.Parse(text));
        Assert.Contains("has bad syntax", DpkgComplaint(text), StringComparison.Ordinal);
    }

    private static string DpkgComplaint(string text) => ProcessRunner.CaptureAsync(
        new Command(
            Require.Tool("dpkg", "dpkg"), ["--validate-version", "--", text], Path.GetTempPath())).GetAwaiter().GetResult().StandardError;

    private static int Exit(string tool, string directoryOrArgument, params string[] arguments) => ProcessRunner.CaptureAsync(
        Directory.Exists(directoryOrArgument)
            ? new Command(tool, arguments, directoryOrArgument)
            : new Command(tool, [directoryOrArgument, .. arguments], Path.GetTempPath())).GetAwaiter().GetResult().ExitCode;
}
