using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Layers;

public sealed class UserEntriesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("/etc/app.toml", "/etc/app.toml")]
    [InlineData("/etc/", "/etc/sub/dir/a.txt")]
    [InlineData("", "/app/sub/dir/a.txt")]
    public void A_target_is_completed_by_the_matched_directories_and_the_name(string targetPath, string expected) =>
        Assert.Equal(expected, UserFileItem.ResolveTarget(targetPath, "/app", () => (@"sub\dir/", "a.txt")));

    [Fact]
    public void The_name_of_a_file_with_a_full_target_is_not_asked_for() => Assert.Equal(
        "/etc/app.toml", UserFileItem.ResolveTarget("/etc/app.toml", "/app/", () => throw new InvalidOperationException()));

    [Fact]
    public void The_default_directory_may_end_with_a_slash() =>
        Assert.Equal("/app/a.txt", UserFileItem.ResolveTarget("", "/app/", () => ("", "a.txt")));

    [Fact]
    public void Files_are_sorted_by_their_paths_in_the_image()
    {
        var entries = UserEntries.Create([Item("a", "/z"), Item("b", "/B"), Item("c", "/a")], [], []);
        Assert.Equal(["/B", "/a", "/z"], entries.Files.Select(f => f.Path));
        Assert.Equal(["/B", "/a", "/z"], entries.ToLayerEntries().Select(e => e.Path));
    }

    [Fact]
    public void Two_files_at_one_path_are_refused_with_both_sources()
    {
        var failure = Assert.Throws<RustImageException>(() => UserEntries.Create([Item("a", "/etc/x"), Item("b", "/etc//x")], [], []));
        Assert.Equal("RIMG4001", failure.Code);
        Assert.Contains($"'{_directory["a"]}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"'{_directory["b"]}'", failure.Message, StringComparison.Ordinal);
    }

    private UserFileItem Item(string name, string target)
    {
        File.WriteAllText(_directory[name], name);
        return new UserFileItem(_directory[name], target, "", "");
    }
}
