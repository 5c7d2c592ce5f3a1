using RustImage.State;
using RustImage.Tasks;

namespace RustImage.TaskTests.Clean;

public sealed class CleanImageTests : TaskCase
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
    public void A_project_that_was_never_built_is_clean() => Succeed(Create());

    private void KeepArchive(string state, string file) =>
        new BuildStep("WriteImageArchive", State(state), "1").Keep(this[file], StepJson.Readable.String, written: [Write(file, "")]);

    private CleanImage Create() => new()
    {
        CargoPath = "cargo",
        Manifest = this["Cargo.toml"],
        StateDirectory = this["obj/"],
        OldDirectory = this["old/obj/Debug/hello/"],
        OldFileList = this["obj/hello.FileListAbsolute.txt"],
        WrittenState = State("writes"),
    };
}
