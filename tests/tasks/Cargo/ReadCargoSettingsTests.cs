using Microsoft.Build.Framework;
using RustImage.Tasks;

namespace RustImage.TaskTests.Cargo;

public sealed class ReadCargoSettingsTests : CargoCase
{
    [Fact]
    public void Values_arrive_as_literal_text_in_properties_items_and_patterns()
    {
        var task = Succeed(Create(
            """
            [package.metadata.rustimage]
            user = " a%20"
            cargo-arguments = ["--config", "a=';'"]
            args = ['*\$(x);']
            labels = { a = "%24;" }
            files = [{ include = "etc/(x)**", target = "/a b/" }]
            """));
        Assert.Equal(
            ["ContainerUser=%20a%2520", "CargoBuildArguments=--config;a=%27%3B%27"],
            task.Properties.Select(p => $"{p.ItemSpec}={((ITaskItem2)p).GetMetadataValueEscaped("Value")}"));
        Assert.Equal(
            [(@"*\$(x);", "ContainerAppCommandArgs", ""), ("a", "ContainerLabel", "%24;")],
            task.Items.Select(i => (i.ItemSpec, i.GetMetadata("ItemType"), i.GetMetadata("Value"))));
        var file = (ITaskItem2)Assert.Single(task.Files);
        Assert.Equal(("etc/%28x%29**", "/a b/"), (file.GetMetadataValueEscaped("Include"), file.GetMetadata("TargetPath")));
        Assert.Equal(("11", "22"), (file.GetMetadata("Line"), file.GetMetadata("Column")));
    }

    [Fact]
    public void What_the_project_gives_is_left_out()
    {
        var task = Create("[package.metadata.rustimage]\nprofile = 'dist'\nports = [1]\n");
        task.Given = ["CargoProfile", "ContainerPort"];
        Succeed(task);
        Assert.Empty(task.Properties.Concat(task.Items));
    }

    [Fact]
    public void Several_binaries_get_what_cargo_needs_and_nothing_else()
    {
        var task = Create("[package.metadata.rustimage]\nprofile = 'dist'\nports = [1]\n");
        task.ForSeveralBinaries = true;
        Succeed(task);
        Assert.Equal(["CargoProfile"], task.Properties.Select(p => p.ItemSpec));
        Assert.Empty(task.Items);
    }

    [Fact]
    public void An_unknown_key_is_an_error_at_its_place()
    {
        var error = Fail(Create("[package.metadata.rustimage]\nprots = [1]\n"));
        Assert.Equal(("RIMG1040", this["Cargo.toml"], 7), (error.Code, error.File, error.LineNumber));
    }

    private ReadCargoSettings Create(string table)
    {
        var manifest = WritePackage(moreOfManifest: table);
        return new ReadCargoSettings { PackageManifests = [manifest], WorkspaceManifest = manifest };
    }
}
