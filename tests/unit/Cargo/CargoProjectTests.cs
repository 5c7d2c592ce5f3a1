using RustImage.Cargo;

namespace RustImage.UnitTests.Cargo;

public sealed class CargoProjectTests
{
    private const string FieldsOfWorkspace = """
        [workspace]
        members = ["app"]
        [workspace.package]
        version = "3.2.1"
        authors = ["A. Author <a@example.org>"]
        license = "MIT OR Apache-2.0"
        repository = "https://example.org/repository"
        description = "Says hello."
        """;

    private const string Inheriting = """
        [package]
        name = "app"
        version.workspace = true
        authors.workspace = true
        license.workspace = true
        repository.workspace = true
        description.workspace = true
        edition = "2021"
        """;

    [Fact]
    public async Task A_package_has_a_name_a_version_and_a_binary()
    {
        using var crate = Crate.Create();
        var project = await crate.ReadAsync();
        Assert.Equal(("sample", "1.2.3", "sample"), (project.Package, project.Version, project.Binary));
        Assert.Equal((crate.Manifest, crate.Path), (project.ManifestPath, project.WorkspaceRoot));
        Assert.Empty(project.Authors);
        Assert.Null(project.License);
    }

    [Fact]
    public async Task Fields_are_inherited_from_the_workspace()
    {
        using var crate = new Crate();
        crate.Write("Cargo.toml", FieldsOfWorkspace);
        var manifest = crate.Write("app/Cargo.toml", Inheriting);
        crate.Write("app/src/main.rs", "fn main() {}");
        var project = await crate.ReadAsync(manifest: manifest);
        Assert.Equal(("3.2.1", "MIT OR Apache-2.0"), (project.Version, project.License));
        Assert.Equal(["A. Author <a@example.org>"], project.Authors);
        Assert.Equal(("Says hello.", "https://example.org/repository"), (project.Description, project.Repository));
        Assert.Equal((manifest, crate.Path), (project.ManifestPath, project.WorkspaceRoot));
    }

    [Theory]
    [InlineData("\n[package\n", 2, 9)]
    [InlineData("[package]\nname = \"sample\"\nversion = 1\n", 3, 11)]
    public async Task A_broken_manifest_is_reported_with_line_and_column(string toml, int line, int column)
    {
        using var crate = Crate.Create();
        crate.Write("Cargo.toml", toml);
        var refusal = await crate.RefusalAsync();
        Assert.Equal(("RIMG1002", crate.Manifest), (refusal.Code, refusal.File));
        Assert.Equal((line, column), (refusal.Line, refusal.Column));
        Assert.StartsWith("cargo: ", refusal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Text);
    }

    [Fact]
    public async Task A_broken_manifest_of_another_member_is_reported_in_that_file()
    {
        using var crate = Crate.Create(moreOfManifest: "[workspace]\nmembers = [\"other\"]");
        var other = crate.Write("other/Cargo.toml", "[package]\nname = other\n");
        var refusal = await crate.RefusalAsync();
        Assert.Equal(("RIMG1002", other, 2), (refusal.Code, refusal.File, refusal.Line));
    }

    [Fact]
    public async Task The_error_for_a_missing_manifest_names_it()
    {
        using var crate = new Crate();
        var refusal = await crate.RefusalAsync();
        Assert.Equal("RIMG1003", refusal.Code);
        Assert.Contains(crate.Manifest, refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_for_a_missing_cargo_names_the_program_that_was_tried()
    {
        using var crate = Crate.Create();
        var failure = await Assert.ThrowsAsync<RustImageException>(
            () => CargoProject.ReadAsync(new CargoTool("no-such-cargo", crate.Path), crate.Manifest, null, null));
        Assert.Equal("RIMG1001", failure.Code);
        Assert.Contains("'no-such-cargo'", failure.Message, StringComparison.Ordinal);
    }
}
