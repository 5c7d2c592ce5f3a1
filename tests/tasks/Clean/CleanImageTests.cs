using RustImage.State;
using RustImage.Tasks;
using RustImage.TaskTests.Cargo;

namespace RustImage.TaskTests.Clean;

public sealed class CleanImageTests : CargoCase
{
    [Fact]
    public void States_and_everything_that_they_name_are_deleted()
    {
        KeepArchive("archive", "bin/hello.tar");
        Write("obj/mine.txt", "");
        Succeed(Create());
        Assert.False(File.Exists(this["bin/hello.tar"]));
        Assert.Equal([this["obj/mine.txt"]], Directory.GetFiles(this["obj"]));
    }

    [Fact]
    public void Empty_directories_of_several_images_are_deleted_too()
    {
        KeepArchive("one/archive", "bin/one.tar");
        var task = Create();
        task.InnerDirectories = [this["obj/one/"]];
        Succeed(task);
        Assert.False(File.Exists(this["bin/one.tar"]));
        Assert.False(Directory.Exists(this["obj"]));
    }

    [Fact]
    public void What_cargo_built_is_deleted()
    {
        WritePackage();
        Write("target/rustimage/cargo/release/hello", "");
        var task = Create();
        task.TargetDirectory = this["target/rustimage/cargo/"];
        task.IgnoredDirectory = this["target/rustimage/"];
        Succeed(task);
        Assert.False(Directory.Exists(this["target"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_cargo_built_for_a_workspace_or_an_unreadable_manifest_stays(bool isReadable)
    {
        WriteWorkspace();
        if (!isReadable)
            Write("Cargo.toml", "[package");
        var task = Create();
        task.TargetDirectory = Path.GetDirectoryName(Write("target/rustimage/cargo/release", ""))!;
        Succeed(task);
        Assert.True(Directory.Exists(task.TargetDirectory));
    }

    [Fact]
    public void Output_of_an_earlier_version_is_deleted_and_other_files_beside_it_stay()
    {
        var state = "obj/Debug/hello/archive.json";
        new BuildStep("WriteImageArchive", this[state], "1")
            .Keep("", StepJson.Readable.String, written: [Write("bin/Debug/hello.tar", "")]);
        Write("obj/cargo/CACHEDIR.TAG", "");
        Write("bin/mine.txt", "");
        var task = Create();
        task.OldDirectory = Path.GetDirectoryName(this[state])! + Path.DirectorySeparatorChar;
        task.StateDirectory = this["target/rustimage/obj/Debug/hello/"];
        Succeed(task);
        Assert.Equal([this["bin/mine.txt"]], Directory.GetFiles(ProjectDirectory, "*", SearchOption.AllDirectories));
        Assert.Equal([this["bin"]], Directory.GetDirectories(ProjectDirectory, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_project_that_was_never_built_is_clean() => Succeed(Create());

    private void KeepArchive(string state, string file) =>
        new BuildStep("WriteImageArchive", State(state), "1").Keep(this[file], StepJson.Readable.String, written: [Write(file, "")]);

    private CleanImage Create() => new()
    {
        CargoPath = Cargo,
        Manifest = this["Cargo.toml"],
        StateDirectory = this["obj/"],
        OldDirectory = this["old/obj/Debug/hello/"],
        OldFileList = this["obj/hello.FileListAbsolute.txt"],
        WrittenState = State("writes"),
    };
}
