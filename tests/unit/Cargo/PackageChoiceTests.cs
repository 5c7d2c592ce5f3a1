namespace RustImage.UnitTests.Cargo;

public sealed class PackageChoiceTests : IDisposable
{
    private readonly Crate _crate = new();

    public void Dispose() => _crate.Dispose();

    [Fact]
    public async Task The_only_package_with_a_binary_is_the_one()
    {
        Workspace("app", "lib:util");
        Assert.Equal("app", (await _crate.ReadAsync()).Package);
    }

    [Fact]
    public async Task Several_packages_with_binaries_are_a_question()
    {
        Workspace("one", "two");
        var refusal = await _crate.RefusalAsync();
        Assert.Equal(("RIMG1005", _crate.Manifest), (refusal.Code, refusal.File));
        Assert.Contains("'one', 'two'", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CargoPackage_answers_it()
    {
        Workspace("one", "two");
        var project = await _crate.ReadAsync(package: "two");
        Assert.Equal(("two", Path.Combine(_crate.Path, "two", "Cargo.toml")), (project.Package, project.ManifestPath));
    }

    [Fact]
    public async Task CargoBin_answers_it_too()
    {
        Workspace("one", "two");
        var project = await _crate.ReadAsync(binary: "two");
        Assert.Equal(("two", "two"), (project.Package, project.Binary));
    }

    [Fact]
    public async Task Default_members_answer_it_too()
    {
        Workspace("one", "two");
        _crate.Write("Cargo.toml", File.ReadAllText(_crate.Manifest) + "default-members = [\"two\"]\n");
        Assert.Equal("two", (await _crate.ReadAsync()).Package);
    }

    [Fact]
    public async Task The_manifest_of_a_member_means_that_member()
    {
        Workspace("one", "two");
        Assert.Equal("one", (await _crate.ReadAsync(manifest: Path.Combine(_crate.Path, "one", "Cargo.toml"))).Package);
    }

    [Fact]
    public async Task An_unknown_package_is_told_with_those_that_there_are()
    {
        Workspace("one", "lib:util");
        var refusal = await _crate.RefusalAsync(package: "three");
        Assert.Equal("RIMG1004", refusal.Code);
        Assert.Contains("'three', but the workspace has no such package: it has 'one', 'util'.", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_of_libraries_has_nothing_to_run()
    {
        Workspace("lib:util");
        Assert.Equal("RIMG1008", (await _crate.RefusalAsync()).Code);
        Assert.Equal("RIMG1008", (await _crate.RefusalAsync(package: "util")).Code);
        Assert.Equal("RIMG1006", (await _crate.RefusalAsync(binary: "util")).Code);
    }

    [Fact]
    public async Task Several_binaries_are_a_question_that_names_them()
    {
        TwoBinaries();
        var refusal = await _crate.RefusalAsync();
        Assert.Equal(("RIMG1007", _crate.Manifest), (refusal.Code, refusal.File));
        Assert.Contains("'extra'", refusal.Text, StringComparison.Ordinal);
        Assert.Contains("'sample'", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Default_run_answers_it_and_CargoBin_wins_over_it()
    {
        TwoBinaries("default-run = \"extra\"");
        Assert.Equal("extra", (await _crate.ReadAsync()).Binary);
        Assert.Equal("sample", (await _crate.ReadAsync(binary: "sample")).Binary);
    }

    [Fact]
    public async Task An_unknown_binary_is_told_with_those_that_there_are()
    {
        TwoBinaries();
        var refusal = await _crate.RefusalAsync(binary: "third");
        Assert.Equal("RIMG1006", refusal.Code);
        Assert.Contains("'extra', 'sample'", refusal.Text, StringComparison.Ordinal);
    }

    private void Workspace(params string[] members)
    {
        var names = members.Select(m => m.Replace("lib:", "", StringComparison.Ordinal)).ToList();
        _crate.Write("Cargo.toml", $"[workspace]\nresolver = \"2\"\nmembers = [{string.Join(", ", names.Select(n => $"\"{n}\""))}]\n");
        foreach (var (member, name) in members.Zip(names))
        {
            _crate.Write($"{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
            _crate.Write(member == name ? $"{name}/src/main.rs" : $"{name}/src/lib.rs", member == name ? "fn main() {}" : "");
        }
    }

    private void TwoBinaries(string line = "")
    {
        _crate.Write("Cargo.toml", $"[package]\nname = \"sample\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{line}\n");
        _crate.Write("src/main.rs", "fn main() {}");
        _crate.Write("src/bin/extra.rs", "fn main() {}");
    }
}
