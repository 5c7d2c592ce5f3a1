using RustImage.State;
using RustImage.Testing;

namespace RustImage.UnitTests.State;

public sealed class IgnoredDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Git_sees_nothing_in_it()
    {
        var git = Require.Tool("git", "git");
        IgnoredDirectory.Create(_directory["target/rustimage"]);
        File.WriteAllText(_directory["target/rustimage/a"], "");
        Assert.Equal("", Run("init", "--quiet"));
        Assert.Equal("", Run("status", "--porcelain"));

        string Run(params string[] arguments) =>
            ProcessRunner.CaptureAsync(new Command(git, arguments, _directory.Path)).GetAwaiter().GetResult().StandardOutput;
    }

    [Fact]
    public void A_damaged_mark_is_written_again_and_a_whole_one_is_not_touched()
    {
        IgnoredDirectory.Create(_directory["a"]);
        var time = new DateTime(2020, 2, 2, 2, 2, 2, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_directory["a/CACHEDIR.TAG"], time);
        File.WriteAllText(_directory["a/.gitignore"], "");
        IgnoredDirectory.Create(_directory["a"]);
        Assert.Equal("*\n", File.ReadAllText(_directory["a/.gitignore"]));
        Assert.Equal(time, File.GetLastWriteTimeUtc(_directory["a/CACHEDIR.TAG"]));
    }

    [Fact]
    public void It_is_deleted_with_the_directory_around_it_once_it_is_empty()
    {
        IgnoredDirectory.Create(_directory["target/rustimage"]);
        Directory.CreateDirectory(_directory["target/rustimage/obj/Debug"]);
        File.WriteAllText(_directory["target/rustimage/obj/mine"], "");
        IgnoredDirectory.DeleteEmpty(_directory["target/rustimage/"]);
        Assert.Equal([_directory["target/rustimage/obj/mine"]], Directory.GetFiles(_directory["target/rustimage/obj"]));
        Assert.True(File.Exists(_directory["target/rustimage/.gitignore"]));
        Assert.False(Directory.Exists(_directory["target/rustimage/obj/Debug"]));

        File.Delete(_directory["target/rustimage/obj/mine"]);
        IgnoredDirectory.DeleteEmpty(_directory["target/rustimage/"]);
        Assert.False(Directory.Exists(_directory["target"]));
        IgnoredDirectory.DeleteEmpty(_directory["target/rustimage/"]);
    }
}
