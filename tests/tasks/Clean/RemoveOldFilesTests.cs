using RustImage.State;
using RustImage.Tasks;

namespace RustImage.TaskTests.Clean;

public sealed class RemoveOldFilesTests : PipelineCase
{
    [Fact]
    public void A_file_that_this_build_no_longer_writes_is_deleted()
    {
        WriteArchive("bin/hello-1.tar");
        Succeed(Create());
        WriteArchive("bin/hello-2.tar");
        Succeed(Create());
        Assert.Equal([this["bin/hello-2.tar"]], Directory.GetFiles(this["bin"]));
        Assert.Contains(this["bin/hello-2.tar"], Read("writes", StepJson.Readable.WrittenFiles).Files);
    }

    [Fact]
    public void An_archive_under_a_name_of_the_project_stays()
    {
        RunToImage();
        WriteNamedArchive("bin/mine.tar");
        WriteNamedArchive("bin/other.tar");
        WriteArchive("bin/hello.tar");
        Succeed(Create());
        Assert.True(File.Exists(this["bin/mine.tar"]) && File.Exists(this["bin/other.tar"]));
    }

    [Fact]
    public void A_file_that_a_target_of_the_project_no_longer_writes_is_deleted()
    {
        var first = Create();
        first.FileWrites = [Write("bin/notes.txt", "")];
        Succeed(first);
        Succeed(Create());
        Assert.False(File.Exists(this["bin/notes.txt"]));
    }

    [Fact]
    public void The_list_of_an_earlier_version_is_read_once_and_deleted()
    {
        var old = Write("bin/old.tar", "");
        Write("obj/hello.FileListAbsolute.txt", $"{old}\nrelative.txt\n");
        Succeed(Create());
        Assert.False(File.Exists(old));
        Assert.False(File.Exists(this["obj/hello.FileListAbsolute.txt"]));
    }

    private void WriteNamedArchive(string name)
    {
        Succeed(new WriteImageArchive
        {
            ImageState = State("image"),
            Archive = this[name],
            IsNamed = true,
            ArchiveState = State("archive"),
        });
        Succeed(Create());
    }

    private void WriteArchive(string name) => new BuildStep("WriteImageArchive", State("archive"), "1")
        .Keep(this[name], StepJson.Readable.String, written: [Write(name, "")]);

    private RemoveOldFiles Create() => new()
    {
        StateDirectory = this["obj/"],
        OldDirectory = this["old/obj/Debug/hello/"],
        OldFileList = this["obj/hello.FileListAbsolute.txt"],
        WrittenState = State("writes"),
    };
}
