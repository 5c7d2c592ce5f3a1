using RustImage.Layers;
using RustImage.Testing;
using RustImage.UnitTests.Closure;

namespace RustImage.UnitTests.Layers;

/// <summary>The layers of an image that is built on another.</summary>
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
    public void Of_the_root_files_only_those_are_added_that_the_base_lacks()
    {
        var paths = SkeletonFiles.Create([], Base).Select(e => e.Path).ToList();
        Assert.Empty(paths.Intersect(["/etc", "/etc/passwd", "/etc/os-release", "/usr/lib/os-release", "/bin", "/usr/bin", "/tmp", "/var"]));
        Assert.Superset(new HashSet<string> { "/etc/group", "/lib64", "/usr/lib64", "/var/tmp" }, paths.ToHashSet());
    }

    [Fact]
    public void A_directory_of_the_base_keeps_its_mode_and_its_owner()
    {
        var entries = Assert.Single(Plan(Entries.File("/run/app/x"))).Entries;
        Assert.Equal(new DirectoryEntry("/run", "holds /run/app/x", DirectoryBase.DirectoryMode, 7, 8), entries[0]);
        Assert.Equal(new DirectoryEntry("/run/app", "holds /run/app/x"), entries[1]);
    }

    [Fact]
    public void What_lies_behind_a_link_of_the_base_goes_where_it_leads() =>
        Assert.Equal(["/run", "/run/app", "/run/app/x"], Assert.Single(Plan(Entries.File("/var/run/app/x"))).Entries.Select(e => e.Path));

    [Fact]
    public void A_declared_directory_is_the_one_that_a_link_leads_to() =>
        Assert.Equal(["/run"], Assert.Single(Plan(Entries.Directory("/var/run"))).Entries.Select(e => e.Path));

    [Fact]
    public void A_file_replaces_the_bases() => Assert.Contains("/etc/passwd", Assert.Single(Plan(Entries.File("/etc/passwd"))).Entries.Select(e => e.Path));

    [Fact]
    public void A_file_in_the_place_of_a_directory_is_refused_and_so_is_one_below_a_file()
    {
        Assert.Equal("RIMG5126", Assert.Throws<RustImageException>(() => Plan(Entries.File("/etc"))).Code);
        Assert.Equal("RIMG5126", Assert.Throws<RustImageException>(() => Plan(Entries.Directory("/etc/passwd"))).Code);
        Assert.Equal("RIMG5126", Assert.Throws<RustImageException>(() => Plan(Entries.File("/etc/passwd/x"))).Code);
    }

    [Fact]
    public void Users_are_the_bases_unless_a_file_of_the_image_says_otherwise()
    {
        Assert.Equal(["root", "web"], Accounts.Of(Plan(Entries.File("/app/x")), Base).Users);
        Assert.Equal(["me"], Accounts.Of(Plan(Entries.File("/etc/passwd", "me:x:1:1::/:\n\n#no:x\n")), Base).Users);
        Assert.Equal(["root", "nonroot"], Accounts.Of(LayerPlan.Create(SkeletonFiles.Create([]), [], [], [])).Groups);
    }

    public void Dispose() => _base.Dispose();

    private IReadOnlyList<LayerPlan> Plan(LayerEntry entry) => LayerPlan.Create([], [], [entry], [], Base);
}
