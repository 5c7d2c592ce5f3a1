using RustImage.State;
using RustImage.Testing;

namespace RustImage.UnitTests.State;

public sealed class WrittenFilesCleanerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Files_of_an_image_that_the_project_no_longer_makes_are_deleted()
    {
        Keep("obj/one/archive.json", "bin/one.tar");
        Keep("obj/two/archive.json", "bin/two.tar");
        var earlier = Cleaner("obj/one/", "obj/two/").RemoveOld(new WrittenFiles([], []), []);
        Assert.Equal([_directory["obj/one/"], _directory["obj/two/"]], earlier.Directories);

        var written = Cleaner("obj/one/").RemoveOld(earlier, []);
        Assert.Equal([_directory["bin/one.tar"], _directory["obj/one/archive.json"]], written.Files);
        Assert.False(File.Exists(_directory["bin/two.tar"]));
        Assert.False(Directory.Exists(_directory["obj/two"]));
    }

    [Fact]
    public void A_file_that_this_build_wrote_under_the_name_of_a_gone_image_stays()
    {
        Keep("obj/two/debug.json", "bin/hello.debug");
        var earlier = Cleaner("obj/two/").RemoveOld(new WrittenFiles([], []), []);
        Keep("obj/debug.json", "bin/hello.debug");

        Cleaner().RemoveOld(earlier, []);

        Assert.True(File.Exists(_directory["bin/hello.debug"]));
        Assert.False(Directory.Exists(_directory["obj/two"]));
    }

    [Fact]
    public async Task Files_under_a_name_of_the_project_stay_when_the_name_or_the_image_is_gone()
    {
        await KeepNamedAsync("obj/archive.json", "bin/one.tar");
        await KeepNamedAsync("obj/two/archive.json", "bin/two.tar");
        var earlier = Cleaner("obj/two/").RemoveOld(new WrittenFiles([_directory["bin/one.tar"]], []), []);
        Assert.Equal([_directory["obj/archive.json"], _directory["obj/two/archive.json"]], earlier.Files);

        await KeepNamedAsync("obj/archive.json", "bin/other.tar");
        Cleaner().RemoveOld(earlier, []);
        Assert.Equal(["one.tar", "other.tar", "two.tar"], Directory.GetFiles(_directory["bin"]).Select(Path.GetFileName).Order());
        Assert.False(Directory.Exists(_directory["obj/two"]));
    }

    [Fact]
    public async Task Removing_everything_deletes_named_files_and_the_directories_of_their_step()
    {
        await KeepNamedAsync("obj/layout.json", "bin/layout/blobs/sha256/a");
        Cleaner().RemoveAll(new WrittenFiles([], []));
        Assert.False(Directory.Exists(_directory["bin/layout"]));
        Assert.True(Directory.Exists(_directory["bin"]));
    }

    [Fact]
    public void Removing_everything_leaves_files_that_no_state_names()
    {
        Keep("obj/archive.json", "bin/hello.tar");
        File.WriteAllText(_directory["bin/mine.txt"], "");
        Cleaner().RemoveAll(new WrittenFiles([], []));
        Assert.Equal([_directory["bin/mine.txt"]], Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(_directory["obj"]));
    }

    private WrittenFilesCleaner Cleaner(params string[] inner) => new(
        _directory["obj/"], [.. inner.Select(i => _directory[i])], _directory["obj/old.FileListAbsolute.txt"],
            _directory["obj/writes.json"]);

    private async Task KeepNamedAsync(string state, string file)
    {
        var step = new BuildStep("WriteImageLayout", _directory[state], "1");
        await step.RunAsync(new StepKey().Add("the path", file), TestStep.Text, _ => { }, run =>
        {
            run.Write("the output", _directory[file], [1]);
            run.UseDirectories([_directory["bin/layout"], _directory["bin/layout/blobs"], _directory["bin/layout/blobs/sha256"]]);
            run.NameOutputs();
            return Task.FromResult(file);
        });
    }

    private void Keep(string state, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[file])!);
        File.WriteAllText(_directory[file], "");
        new BuildStep("WriteImageArchive", _directory[state], "1").Keep("result", TestStep.Text, written: [_directory[file]]);
    }
}
