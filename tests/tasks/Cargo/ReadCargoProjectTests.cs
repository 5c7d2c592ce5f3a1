using RustImage.Tasks;

namespace RustImage.TaskTests.Cargo;

public sealed class ReadCargoProjectTests : CargoCase
{
    [Fact]
    public void Cargo_toml_names_the_image_and_its_tag()
    {
        var manifest = WritePackage();
        var task = Succeed(Create(manifest));
        Assert.Equal(
            ("hello", "1.2.3+build", "hello", manifest),
            (task.ImageName, task.PackageVersion, task.BinaryName, task.PackageManifest));
        Assert.Equal(("hello", "1.2.3_build", ""), (task.Repository, task.Tag, task.SharedTargetDirectory));
        var kept = Read("project", StepJson.Readable.CargoProject);
        Assert.Equal(("hello", "A greeting"), (kept.Package, kept.Description));
    }

    [Fact]
    public void One_of_several_binaries_that_are_built_together_keeps_the_names_of_all()
    {
        var task = Create(WriteWorkspace());
        task.Binary = "two";
        task.CargoBins = ["one;two"];
        Succeed(task);
        Assert.Equal(("two", "two"), (task.ImageName, task.BinaryName));
        Assert.Equal(["one", "two"], Read("project", StepJson.Readable.CargoProject).Binaries.Select(b => b.Name));
        Assert.Equal(this["target/rustimage/cargo"], task.SharedTargetDirectory);
        Assert.True(File.Exists(this["target/rustimage/.gitignore"]));
    }

    [Fact]
    public void A_target_directory_of_the_project_is_not_replaced_and_no_other_is_made()
    {
        var task = Create(WriteWorkspace());
        task.Package = "one";
        (task.IgnoredDirectory, task.OwnsTargetDirectory) = ("", false);
        Succeed(task);
        Assert.Equal("", task.SharedTargetDirectory);
        Assert.False(Directory.Exists(this["target"]));
    }

    [Fact]
    public void A_known_project_is_read_from_its_state_without_a_manifest()
    {
        KeepProject();
        var task = Create(this["missing/Cargo.toml"]);
        task.IsKnown = true;
        Succeed(task);
        Assert.Equal(("hello", "1.2.3"), (task.ImageName, task.PackageVersion));
    }

    [Fact]
    public void An_unknown_binary_is_an_error_and_leaves_no_state()
    {
        var task = Create(WritePackage());
        task.Binary = "other";
        Assert.StartsWith("RIMG1", Fail(task).Code, StringComparison.Ordinal);
        Assert.False(File.Exists(State("project")));
    }

    private ReadCargoProject Create(string manifest) => new()
    {
        CargoPath = Cargo,
        Manifest = manifest,
        ToolAnswers = State("tools"),
        IgnoredDirectory = this["target/rustimage"],
        OwnsTargetDirectory = true,
        ProjectState = State("project"),
    };
}
