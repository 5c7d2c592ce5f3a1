using RustImage.Debian.Downloads;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

public sealed class MirrorChoiceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Configured_mirrors_are_used_without_asking_apt()
    {
        var mirrors = await MirrorChoice.FindAsync("https://a.example/debian;http://b.example", "/srv/security", "/no/such/directory");
        Assert.Equal(["https://a.example/debian/", "http://b.example/"], mirrors.Main.Select(m => m.AbsoluteUri));
        Assert.Equal(["file:///srv/security/"], mirrors.Security.Select(m => m.AbsoluteUri));
    }

    [Fact]
    public async Task Without_configuration_mirrors_come_from_apt_or_are_the_official_ones()
    {
        var apt = Apt("Debian", "Debian", ("http://mirror.example/debian", "trusted=yes"));
        var mirrors = await MirrorChoice.FindAsync(null, null, apt, default);
        Assert.Equal(["http://mirror.example/debian/"], mirrors.Main.Select(m => m.AbsoluteUri));
        Assert.Equal(MirrorChoice.Official.Security, mirrors.Security);
        mirrors = await MirrorChoice.FindAsync("", "https://s.example/", apt, default);
        Assert.Equal(["http://mirror.example/debian/"], mirrors.Main.Select(m => m.AbsoluteUri));
        Assert.Equal(["https://s.example/"], mirrors.Security.Select(m => m.AbsoluteUri));
    }

    [Fact]
    public async Task The_security_archive_is_recognized_by_its_label()
    {
        var apt = Apt("Debian", "Debian-Security", ("http://mirror.example/security/", "trusted=yes"));
        var mirrors = await MirrorChoice.FindAsync(null, null, apt, default);
        Assert.Equal(["http://mirror.example/security/"], mirrors.Security.Select(m => m.AbsoluteUri));
        Assert.Equal(MirrorChoice.Official.Main, mirrors.Main);
    }

    [Theory]
    [InlineData("Docker", "Docker CE", "http://mirror.example/debian", "trusted=yes")]
    [InlineData("Ubuntu", "Ubuntu", "http://mirror.example/debian", "trusted=yes")]
    [InlineData("Debian", "Debian debug", "http://mirror.example/debian", "trusted=yes")]
    [InlineData("Debian", "Debian", "http://mirror.example/debian", "trusted=no")]
    [InlineData("Debian", "Debian", "http://user:secret@mirror.example/debian", "trusted=yes")]
    [InlineData("Debian", "Debian", "mirror+http://mirror.example/list", "trusted=yes")]
    [InlineData("Debian", "Debian", "cdrom://disc/", "trusted=yes")]
    public async Task Sources_of_other_vendors_or_kinds_are_skipped(string origin, string label, string address, string trust)
    {
        var mirrors = await MirrorChoice.FindAsync(null, null, Apt(origin, label, (address, trust)), default);
        Assert.Equal(MirrorChoice.Official, mirrors);
    }

    [Fact]
    public void Before_the_first_apt_update_the_mirrors_that_apt_is_configured_to_fetch_are_used()
    {
        const string Output = """
            'http://a.example/debian/dists/trixie/InRelease' a.example_debian_dists_trixie_InRelease 0
            'http://a.example/debian/dists/trixie-updates/InRelease' a.example_debian_dists_trixie-updates_InRelease 0
            'http://a.example/debian-security/dists/trixie-security/InRelease' a.example_dists_trixie-security_InRelease 0
            'http://a.example/debian/dists/trixie/main/binary-amd64/Packages.xz' a.example_Packages 0
            'http://other.example/apt/dists/nodistro/InRelease' other.example_InRelease 0
            'http://user:secret@b.example/debian/dists/trixie/InRelease' b.example_InRelease 0
            """;
        var mirrors = AptSources.ReadPlanned(Output, "trixie");
        Assert.Equal(["http://a.example/debian/"], mirrors.Main.Select(m => m.AbsoluteUri));
        Assert.Equal(["http://a.example/debian-security/"], mirrors.Security.Select(m => m.AbsoluteUri));
    }

    [Fact]
    public async Task The_official_archives_are_used_when_apt_fails()
    {
        File.WriteAllText(_directory["apt.conf"], "this is no configuration {");
        Assert.Equal(
            MirrorChoice.Official, await MirrorChoice.FindAsync(null, null, new AptSources(_directory.Path, _directory["apt.conf"]),
                default));
    }

    [Fact]
    public void Each_source_is_listed_once_in_the_order_of_apt()
    {
        const string Output = """
            http://b.example/debian/|Debian|Debian|yes
            https://a.example/debian|Debian|Debian|yes
            http://b.example/debian/|Debian|Debian|yes
            file:/srv/debian|Debian|Debian|yes
            tor+http://b.onion/debian|Debian|Debian|yes
            http://user:secret@c.example/debian|Debian|Debian|yes
            http://d.example/debian|$(ORIGIN)|$(LABEL)|$(TRUSTED)
            http://s.example/|Debian|Debian-Security|yes
            broken|Debian
            http://n.example/|||no

            """;
        var mirrors = AptSources.Read(Output);
        Assert.Equal(
            ["http://b.example/debian/", "https://a.example/debian/", "file:///srv/debian/"], mirrors.Main.Select(m => m.AbsoluteUri));
        Assert.Equal(["http://s.example/"], mirrors.Security.Select(m => m.AbsoluteUri));
    }

    [Theory]
    [InlineData("https://snapshot.example/archive/debian/20260101T000000Z", true)]
    [InlineData("https://snapshot.example/archive/debian/20260101T000000Z/", true)]
    [InlineData("http://mirror.example/20260101T000000Z/debian/", true)]
    [InlineData("http://mirror.example/debian/", false)]
    [InlineData("http://mirror.example/debian/20260101/", false)]
    [InlineData("http://mirror.example/debian-20260101T000000Z/", false)]
    public void A_dated_snapshot_is_recognized_by_its_address(string address, bool isDated) =>
        Assert.Equal(isDated, MirrorChoice.IsDatedSnapshot(new Uri(address)));

    /// <summary>apt of this machine with other sources, in the state after an update.</summary>
    private AptSources Apt(string origin, string label, params (string Address, string Options)[] sources)
    {
        Require.Tool("apt-get", "apt");
        Directory.CreateDirectory(_directory["lists"]);
        Directory.CreateDirectory(_directory["none"]);
        File.WriteAllText(_directory["status"], "");
        File.WriteAllLines(_directory["sources.list"],
            sources.Select(s => $"deb [{s.Options}] {s.Address} trixie main".Replace("[] ", "", StringComparison.Ordinal)));
        foreach (var name in new[] { "mirror.example_debian", "mirror.example_security", "mirror.example_list", "disc" })
        {
            foreach (var architecture in Platform.All.Select(p => p.DebianArchitecture))
                File.WriteAllText(_directory[$"lists/{name}_dists_trixie_main_binary-{architecture}_Packages"],
                    $"Package: x\nVersion: 1\nArchitecture: {architecture}\nFilename: x.deb\nSize: 1\n\n");
            File.WriteAllText(_directory[$"lists/{name}_dists_trixie_Release"], $"Origin: {origin}\nLabel: {label}\nSuite: stable\n" +
                $"Codename: trixie\nComponents: main\nArchitectures: {string.Join(' ', Platform.All.Select(p => p.DebianArchitecture))}\n" +
                "Date: Sat, 01 Aug 2026 00:00:00 UTC\n");
        }
        File.WriteAllText(_directory["apt.conf"], $"""
            Dir::Etc::sourcelist "{_directory["sources.list"]}";
            Dir::Etc::sourceparts "{_directory["none"]}";
            Dir::State::lists "{_directory["lists"]}";
            Dir::State::status "{_directory["status"]}";
            Dir::Cache "{_directory["none"]}";
            """);
        return new AptSources(_directory.Path, _directory["apt.conf"]);
    }
}
