using RustImage.Layers;
using RustImage.Testing;
using RustImage.UnitTests.Closure;

namespace RustImage.UnitTests.Layers;

/// <summary>The layers of an image on a base.</summary>
public sealed class LayerPlanOnBaseTests : IDisposable
{
    private readonly TemporaryDirectory _base = new();

    public LayerPlanOnBaseTests()
    {
        foreach (var directory in new[] { "etc", "usr/bin", "run", "var", "tmp" })
            Directory.CreateDirectory(_base[directory]);
        File.WriteAllText(_base["etc/passwd"], "root:x:0:0::/:\nweb:x:7:7::/:\n");
        File.WriteAllText(_base["etc/os-release"], "ID=test\n");
        File.CreateSymbolicLink(_base["var/run"], "/run");
        File.CreateSymbolicLink(_base["bin"], "usr/bin");
    }

    private DirectoryBase Base => new(_base.Path);

    [Fact]
    public void Only_root_files_missing_from_the_base_are_added()
    {
        var paths = SkeletonFiles.Create([], Base).Select(e => e.Path).ToList();
        Assert.Empty(
            paths.Intersect(["/etc", "/etc/passwd", "/etc/os-release", "/usr/lib/os-release", "/bin", "/usr/bin", "/tmp", "/var"]));
        Assert.Superset(new HashSet<string> { "/etc/group", "/lib64", "/usr/lib64", "/var/tmp" }, paths.ToHashSet());
    }

    [Fact]
    public void A_directory_of_the_base_keeps_its_mode_and_owner()
    {
        var entries = Assert.Single(Plan(TestEntry.File("/run/app/x"))).Entries;
        Assert.Equal(new DirectoryEntry("/run", "holds /run/app/x", DirectoryBase.DirectoryMode, 7, 8), entries[0]);
        Assert.Equal(new DirectoryEntry("/run/app", "holds /run/app/x"), entries[1]);
    }

    [Fact]
    public void A_file_behind_a_link_of_the_base_is_placed_at_the_link_target() =>
        Assert.Equal(["/run", "/run/app", "/run/app/x"], Assert.Single(Plan(TestEntry.File("/var/run/app/x"))).Entries.Select(e => e.Path));

    [Fact]
    public void A_declared_directory_behind_a_link_is_the_link_target() =>
        Assert.Equal(["/run"], Assert.Single(Plan(TestEntry.Directory("/var/run"))).Entries.Select(e => e.Path));

    [Fact]
    public void A_file_replaces_the_file_of_the_base() =>
        Assert.Contains("/etc/passwd", Assert.Single(Plan(TestEntry.File("/etc/passwd"))).Entries.Select(e => e.Path));

    [Fact]
    public void A_file_in_place_of_a_directory_or_below_a_file_is_refused()
    {
        Assert.Equal("RIMG5126", Assert.Throws<RustImageException>(() => Plan(TestEntry.File("/etc"))).Code);
        Assert.Equal("RIMG5126", Assert.Throws<RustImageException>(() => Plan(TestEntry.Directory("/etc/passwd"))).Code);
        Assert.Equal("RIMG5126", Assert.Throws<RustImageException>(() => Plan(TestEntry.File("/etc/passwd/x"))).Code);
    }

    [Fact]
    public void Users_come_from_the_base_unless_the_image_replaces_the_file()
    {
        Assert.Equal(["root", "web"], Accounts.Of(Entries(TestEntry.File("/app/x")), Base).Users);
        Assert.Equal(["me"], Accounts.Of(Entries(TestEntry.File("/etc/passwd", "me:x:1:1::/:\n\n#no:x\n")), Base).Users);
        Assert.Equal(["root", "nonroot"], Accounts.OfBase(null).Groups);
    }

    public void Dispose() => _base.Dispose();

    private IEnumerable<LayerEntry> Entries(LayerEntry entry) => Plan(entry).SelectMany(p => p.Entries);

    private IReadOnlyList<LayerPlan> Plan(LayerEntry entry) => LayerPlan.Create([], [], [entry], [], Base);
}
