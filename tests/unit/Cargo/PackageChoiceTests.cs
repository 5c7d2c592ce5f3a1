using RustImage.Cargo;

namespace RustImage.UnitTests.Cargo;

public sealed class PackageChoiceTests : IDisposable
{
    private readonly Crate _crate = new();

    public void Dispose() => _crate.Dispose();

    [Fact]
    public async Task The_only_package_with_a_binary_is_chosen()
    {
        _crate.WriteWorkspace("app", "lib:util");
        Assert.Equal("app", (await _crate.ReadAsync()).Package);
    }

    [Fact]
    public async Task Several_packages_with_binaries_need_a_choice()
    {
        _crate.WriteWorkspace("one", "two");
        var refusal = await _crate.RefusalAsync();
        Assert.Equal(("RIMG1005", _crate.Manifest), (refusal.Code, refusal.File));
        Assert.Contains("'one', 'two'", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CargoPackage_chooses_among_several_packages()
    {
        _crate.WriteWorkspace("one", "two");
        var project = await _crate.ReadAsync(package: "two");
        Assert.Equal(("two", Path.Combine(_crate.Path, "two", "Cargo.toml")), (project.Package, project.ManifestPath));
    }

    [Fact]
    public async Task CargoBin_chooses_among_several_packages()
    {
        _crate.WriteWorkspace("one", "two");
        var project = await _crate.ReadAsync(binary: "two");
        Assert.Equal(("two", "two"), (project.Package, project.Binary));
    }

    [Fact]
    public async Task Default_members_choose_among_several_packages()
    {
        _crate.WriteWorkspace("one", "two");
        _crate.Write("Cargo.toml", File.ReadAllText(_crate.Manifest) + "default-members = [\"two\"]\n");
        Assert.Equal("two", (await _crate.ReadAsync()).Package);
    }

    [Fact]
    public async Task CargoBin_may_name_a_binary_outside_the_default_members()
    {
        _crate.WriteWorkspace("one", "two");
        _crate.Write("Cargo.toml", File.ReadAllText(_crate.Manifest) + "default-members = [\"two\"]\n");
        Assert.Equal("one", (await _crate.ReadAsync(binary: "one")).Package);
    }

    [Fact]
    public async Task CargoBin_may_name_a_binary_of_a_member_other_than_the_root_package()
    {
        TwoBinaries("[workspace]\nmembers = [\"tool\"]");
        _crate.Write("tool/Cargo.toml", "[package]\nname = \"tool\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        _crate.Write("tool/src/main.rs", "fn main() {}");
        Assert.Equal("tool", (await _crate.ReadAsync(binary: "tool")).Package);
        Assert.Equal("sample", (await _crate.ReadAsync(binary: "extra")).Package);
        Assert.Equal("RIMG1006", (await _crate.RefusalAsync(binary: "third")).Code);
    }

    [Fact]
    public async Task Several_binaries_are_built_from_the_workspace_manifest_and_list_each_other()
    {
        _crate.WriteWorkspace("one", "two");
        var projects = await CargoProject.ReadAllAsync(_crate.Cargo, _crate.Manifest, null, ["two", "one"]);
        Assert.Equal(["two", "one"], projects.Select(p => p.Binary));
        Assert.All(projects, p => Assert.Equal([new("two", "0.1.0", "two"), new("one", "0.1.0", "one")], p.Binaries));
        Assert.All(projects, p => Assert.Equal((_crate.Manifest, _crate.Path), (p.BuildManifest, p.BuildDirectory)));
        Assert.Equal(Path.Combine(_crate.Path, "one"), (await _crate.ReadAsync(binary: "one")).BuildDirectory);
        var failure =
            await Assert.ThrowsAsync<RustImageException>(
                () => CargoProject.ReadAllAsync(_crate.Cargo, _crate.Manifest, null, ["one", "three"]));
        Assert.Equal("RIMG1006", failure.Code);
    }

    [Fact]
    public async Task Only_packages_of_a_workspace_have_a_shared_target_directory()
    {
        _crate.WriteWorkspace("one", "lib:util");
        Assert.Equal(Path.Combine(_crate.Path, "target", "rustimage", "cargo"), (await _crate.ReadAsync()).SharedTargetDirectory);
        using var alone = Crate.Create();
        Assert.Null((await alone.ReadAsync()).SharedTargetDirectory);
    }

    [Fact]
    public async Task The_manifest_of_a_member_chooses_that_member()
    {
        _crate.WriteWorkspace("one", "two");
        Assert.Equal("one", (await _crate.ReadAsync(manifest: Path.Combine(_crate.Path, "one", "Cargo.toml"))).Package);
    }

    [Fact]
    public async Task The_error_for_an_unknown_package_names_the_existing_packages()
    {
        _crate.WriteWorkspace("one", "lib:util");
        var refusal = await _crate.RefusalAsync(package: "three");
        Assert.Equal("RIMG1004", refusal.Code);
        Assert.Contains("'three', but the workspace has no such package. Set it to one of 'one', 'util'.", refusal.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_with_only_libraries_is_refused()
    {
        _crate.WriteWorkspace("lib:util");
        Assert.Equal("RIMG1008", (await _crate.RefusalAsync()).Code);
        Assert.Equal("RIMG1008", (await _crate.RefusalAsync(package: "util")).Code);
        Assert.Equal("RIMG1006", (await _crate.RefusalAsync(binary: "util")).Code);
    }

    [Fact]
    public async Task The_error_for_several_binaries_names_them()
    {
        TwoBinaries();
        var refusal = await _crate.RefusalAsync();
        Assert.Equal(("RIMG1007", _crate.Manifest), (refusal.Code, refusal.File));
        Assert.Contains("'extra'", refusal.Text, StringComparison.Ordinal);
        Assert.Contains("'sample'", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Default_run_chooses_the_binary_and_CargoBin_overrides_it()
    {
        TwoBinaries("default-run = \"extra\"");
        Assert.Equal("extra", (await _crate.ReadAsync()).Binary);
        Assert.Equal("sample", (await _crate.ReadAsync(binary: "sample")).Binary);
    }

    [Fact]
    public async Task The_error_for_an_unknown_binary_names_the_existing_binaries()
    {
        TwoBinaries();
        var refusal = await _crate.RefusalAsync(binary: "third");
        Assert.Equal("RIMG1006", refusal.Code);
        Assert.Contains("'extra', 'sample'", refusal.Text, StringComparison.Ordinal);
    }

    private void TwoBinaries(string line = "")
    {
        _crate.Write("Cargo.toml", $"[package]\nname = \"sample\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{line}\n");
        _crate.Write("src/main.rs", "fn main() {}");
        _crate.Write("src/bin/extra.rs", "fn main() {}");
    }
}
