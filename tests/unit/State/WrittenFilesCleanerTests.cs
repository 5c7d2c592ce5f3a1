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
        var earlier = Cleaner("obj/one/", "obj/two/").RemoveOld(new WrittenFiles([], []), [], []);
        Assert.Equal([_directory["obj/one/"], _directory["obj/two/"]], earlier.Directories);

        var written = Cleaner("obj/one/").RemoveOld(earlier, [], []);
        Assert.Equal([_directory["bin/one.tar"], _directory["obj/one/archive.json"]], written.Files);
        Assert.False(File.Exists(_directory["bin/two.tar"]));
        Assert.False(Directory.Exists(_directory["obj/two"]));
    }

    [Fact]
    public void A_named_file_is_neither_deleted_nor_listed()
    {
        Keep("obj/archive.json", "bin/mine.tar");
        var written = Cleaner().RemoveOld(new WrittenFiles([_directory["bin/mine.tar"]], []), [], [_directory["bin/mine.tar"]]);
        Assert.True(File.Exists(_directory["bin/mine.tar"]));
        Assert.Equal([_directory["obj/archive.json"]], written.Files);
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

    private void Keep(string state, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[file])!);
        File.WriteAllText(_directory[file], "");
        new BuildStep("WriteImageArchive", _directory[state], "1").Keep("result", TestStep.Text, written: [_directory[file]]);
    }
}
