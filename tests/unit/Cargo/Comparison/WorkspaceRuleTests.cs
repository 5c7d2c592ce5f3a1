using RustImage.Cargo;

namespace RustImage.UnitTests.Cargo.Comparison;

/// <summary>Each test checks one rule of workspaces and target discovery against cargo.</summary>
public sealed class WorkspaceRuleTests : IDisposable
{
    private const string Main = "fn main() {}";

    private readonly Crate _crate = new();
    private readonly List<string> _doubts = [];

    public void Dispose() => _crate.Dispose();

    [Fact]
    public async Task Only_a_path_dependency_below_the_root_is_a_member()
    {
        Package("ws", "root", "[dependencies]\ninner = { path = \"inner\" }\nouter = { path = \"../outer\" }\n[workspace]\n");
        Package("ws/inner", "inner");
        Package("outer", "outer");
        Assert.Equal(["inner", "root"], await AssertSameAsCargoAsync("ws"));
    }

    [Fact]
    public async Task A_path_dependency_outside_the_root_is_a_member_if_it_points_to_the_root()
    {
        Package("ws", "root", "[dependencies]\nouter = { path = \"../outer\" }\n[workspace]\n");
        Package("outer", "outer", key: "workspace = \"../ws\"");
        Assert.Equal(["outer", "root"], await AssertSameAsCargoAsync("ws"));
        Assert.Equal(["outer", "root"], await AssertSameAsCargoAsync("outer"));
    }

    [Fact]
    public async Task A_dependency_of_an_excluded_package_is_not_a_member()
    {
        Package("", "root", "[dependencies]\na = { path = \"a\" }\n[workspace]\nexclude = [\"a\"]\n");
        Package("a", "a", "[dependencies]\nb = { path = \"../b\" }\n");
        Package("b", "b");
        Assert.Equal(["root"], await AssertSameAsCargoAsync(""));
        Assert.Equal(["a"], await AssertSameAsCargoAsync("a"));
    }

    [Fact]
    public async Task A_literal_member_wins_over_exclude_and_a_pattern_does_not()
    {
        WriteVirtualManifest("", "members = [\"crates/*\", \"crates/kept\"]\nexclude = [\"crates\"]\n");
        Package("crates/kept", "kept");
        Package("crates/other", "other");
        Assert.Equal(["kept"], await AssertSameAsCargoAsync(""));
        Assert.Equal(["other"], await AssertSameAsCargoAsync("crates/other"));
    }

    [Fact]
    public async Task Exclude_matches_whole_directory_names()
    {
        WriteVirtualManifest("", "members = [\"cr*\"]\nexclude = [\"cra\"]\n");
        Package("crates", "crates");
        Assert.Equal(["crates"], await AssertSameAsCargoAsync(""));
    }

    [Fact]
    public async Task A_member_pattern_skips_files_and_includes_hidden_directories()
    {
        WriteVirtualManifest("", "members = [\"crates/*\"]\n");
        Package("crates/.hidden", "hidden");
        Package("crates/b", "b");
        _crate.Write("crates/.DS_Store", "");
        Assert.Equal(["b", "hidden"], await AssertSameAsCargoAsync(""));
    }

    [Fact]
    public async Task The_nearest_workspace_root_counts_and_packages_between_are_not_roots()
    {
        WriteVirtualManifest("", "members = [\"a/b\"]\n");
        Package("a", "between", "[workspace]\n");
        Package("a/b", "inner");
        Assert.Equal(["RIMG1002"], await AssertSameAsCargoAsync("a/b"));
        Assert.Equal(["between"], await AssertSameAsCargoAsync("a"));
    }

    [Fact]
    public async Task The_root_package_is_a_member_even_when_members_omits_it()
    {
        Package("", "root", "[workspace]\nmembers = [\"a\"]\n");
        Package("a", "a");
        Assert.Equal(["a", "root"], await AssertSameAsCargoAsync(""));
    }

    [Fact]
    public async Task Default_members_must_be_members_unless_they_are_excluded()
    {
        WriteVirtualManifest("", "members = [\"a\", \"b*\"]\ndefault-members = [\"a\", \"b1\"]\nexclude = [\"b1\"]\n");
        Package("a", "a");
        Package("b1", "b1");
        Package("b2", "b2");
        Assert.Equal(["a", "b2"], await AssertSameAsCargoAsync(""));
        WriteVirtualManifest("", "members = [\"a\"]\ndefault-members = [\"b2\"]\n");
        Assert.Equal(["RIMG1002"], await AssertSameAsCargoAsync(""));
    }

    [Fact]
    public async Task A_root_package_and_a_member_each_build_themselves_by_default()
    {
        Package("", "root", "[workspace]\nmembers = [\"a\"]\n");
        Package("a", "a");
        await AssertSameAsCargoAsync("");
        await AssertSameAsCargoAsync("a");
    }

    [Theory]
    [InlineData("members = [\"missing\"]\n")]
    [InlineData("members = [\"a\", \"copy\"]\n")]
    [InlineData("members = [\"a\", \"root2\"]\n")]
    [InlineData("members = [\"a\"]\nunknown-key = { changes = \"everything\" }\n")]
    [InlineData("members = [\"a/**\"]\n")]
    [InlineData("members = [\"[ab]\"]\n")]
    [InlineData("members = \"a\"\n")]
    public async Task Refused_and_unknown_settings_are_left_to_cargo(string workspace)
    {
        WriteVirtualManifest("", workspace);
        Package("a", "a");
        Package("copy", "a");
        Package("root2", "root2", "[workspace]\n");
        await AssertSameAsCargoAsync("", isDoubtful: true);
        Assert.Single(_doubts);
    }

    [Theory]
    [InlineData("2015", "[[bin]]\nname = \"one\"\n", "src/one.rs")]
    [InlineData("2015", "[[bin]]\nname = \"one\"\npath = \"src/bin/one.rs\"\n", "src/bin/one.rs src/bin/two.rs")]
    [InlineData("2015", "", "src/bin/one.rs src/bin/two/main.rs src/main.rs")]
    [InlineData("2018", "[[bin]]\nname = \"one\"\n", "src/bin/one.rs src/bin/two.rs")]
    [InlineData("2021", "[[bin]]\nname = \"sample\"\npath = \"src/other.rs\"\n", "src/main.rs src/other.rs")]
    [InlineData("2021", "[[bin]]\nname = \"other\"\npath = \"src/main.rs\"\n", "src/main.rs src/bin/main.rs")]
    [InlineData("2021", "[lib]\ncrate-type = [\"cdylib\", \"rlib\"]\n", "src/lib.rs src/main.rs")]
    [InlineData("2021", "[lib]\nproc-macro = true\n", "src/lib.rs")]
    [InlineData("2015", "[lib]\n", "src/sample.rs src/main.rs")]
    [InlineData("2021", "[[bin]]\nname = \"b\"\npath = \"b.rs\"\nrequired-features = [\"x\"]\n[features]\nx = []\n", "b.rs src/bin/a.b.rs")]
    public async Task Target_discovery_equals_that_of_cargo(string edition, string tables, string files)
    {
        _crate.Write("Cargo.toml", $"[package]\nname = \"sample\"\nversion = \"0.1.0\"\nedition = \"{edition}\"\n{tables}");
        foreach (var file in files.Split(' '))
            _crate.Write(file, Main);
        await AssertSameAsCargoAsync("");
        Assert.Empty(_doubts);
    }

    [Theory]
    [InlineData("[[bin]]\nname = \"missing\"\n", "src/main.rs")]
    [InlineData("[[bin]]\nname = \"one\"\n", "src/bin/one.rs src/bin/one/main.rs")]
    [InlineData("[[bin]]\nname = \"build\"\npath = \"src/main.rs\"\n", "src/main.rs")]
    [InlineData("[lib]\nname = \"a-b\"\n", "src/lib.rs")]
    [InlineData("[lib]\n", "src/main.rs")]
    [InlineData("", "README.md")]
    [InlineData("[[bin]]\nname = \"x\"\npath = \"x.rs\"\n[[bin]]\nname = \"x\"\npath = \"y.rs\"\n", "x.rs")]
    public async Task Targets_that_cargo_refuses_are_left_to_cargo(string tables, string files)
    {
        _crate.Write("Cargo.toml", $"[package]\nname = \"sample\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{tables}");
        foreach (var file in files.Split(' '))
            _crate.Write(file, Main);
        Assert.Equal(["RIMG1002"], await AssertSameAsCargoAsync("", isDoubtful: true));
        Assert.Single(_doubts);
    }

    [Fact]
    public async Task A_link_to_a_file_is_a_binary_and_a_link_to_a_directory_is_not()
    {
        Package("", "sample");
        _crate.Write("elsewhere/main.rs", Main);
        _crate.Write("src/bin/real.rs", Main);
        Directory.CreateSymbolicLink(Path.Combine(_crate.Path, "src/bin/linked"), "../../elsewhere");
        File.CreateSymbolicLink(Path.Combine(_crate.Path, "src/bin/link.rs"), "../../elsewhere/main.rs");
        await AssertSameAsCargoAsync("");
    }

    [Fact]
    public async Task A_configured_target_directory_keeps_its_parent_segments()
    {
        Package("", "sample");
        _crate.Write(".cargo/config.toml", "build.target-dir = \"a/../../b\"");
        await AssertSameAsCargoAsync("");
    }

    [Fact]
    public async Task The_old_configuration_file_name_wins_over_the_new_one()
    {
        Package("", "sample");
        _crate.Write(".cargo/config.toml", "build.target-dir = \"new\"");
        _crate.Write(".cargo/config", "build.target-dir = \"old\"");
        await AssertSameAsCargoAsync("");
    }

    [Fact]
    public async Task A_field_missing_from_the_workspace_is_left_to_cargo()
    {
        WriteVirtualManifest("", "members = [\"a\"]\n[workspace.package]\nversion = \"1.0.0\"\n");
        _crate.Write("a/Cargo.toml", "[package]\nname = \"a\"\nversion.workspace = true\nlicense.workspace = true\n");
        _crate.Write("a/src/main.rs", Main);
        Assert.Equal(["RIMG1002"], await AssertSameAsCargoAsync("", isDoubtful: true));
    }

    /// <returns>The names of the members, or the code of cargo's error.</returns>
    private async Task<IEnumerable<string>> AssertSameAsCargoAsync(string directory, bool isDoubtful = false)
    {
        _doubts.Clear();
        var manifest = Path.GetFullPath(Path.Combine(_crate.Path, directory, "Cargo.toml"));
        var cargo = _crate.Cargo with { Program = ReferenceCargo.Cargo, WorkingDirectory = Path.GetDirectoryName(manifest)! };
        var (expected, members) = await TextAsync(() => CargoProject.AskAsync(cargo, manifest, null, default));
        var (actual, _) = await TextAsync(() => CargoProject.WorkspaceAsync(cargo, manifest, _doubts.Add, default));
        Assert.Equal(expected, actual);
        if (!isDoubtful && members is not ["RIMG1002"])
            Assert.Empty(_doubts);
        return members.Order(StringComparer.Ordinal);
    }

    private static async Task<(string Text, IReadOnlyList<string> Members)> TextAsync(Func<Task<CargoMetadata>> read)
    {
        try
        {
            var workspace = await read();
            return (WorkspaceText.Text(workspace), [.. workspace.Packages.Select(p => p.Name)]);
        }
        catch (RustImageException e)
        {
            return (e.Message, [e.Code]);
        }
    }

    private void WriteVirtualManifest(string directory, string table) =>
        _crate.Write(Path.Combine(directory, "Cargo.toml"), $"[workspace]\n{table}");

    private void Package(string directory, string name, string tables = "", string key = "")
    {
        _crate.Write(Path.Combine(directory, "Cargo.toml"),
            $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{key}\n{tables}");
        _crate.Write(Path.Combine(directory, "src/main.rs"), Main);
    }
}
