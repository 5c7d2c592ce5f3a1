using RustImage.Testing;

namespace RustImage.UnitTests;

public sealed class FileStatesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public FileStatesTests() => File.WriteAllText(_directory["file"], "one");

    [Fact]
    public void A_state_stays_the_same_while_the_files_do() => Assert.Equal(State("file"), State("file"));

    [Fact]
    public void Neither_order_nor_repetition_of_the_paths_matters() =>
        Assert.Equal(State("file", "missing"), State("missing", "file", "missing"));

    [Fact]
    public void What_else_is_said_of_them_counts_in_its_order()
    {
        Assert.NotEqual(FileStates.DigestOf([], ["ab", "c"]), FileStates.DigestOf([], ["a", "bc"]));
        Assert.NotEqual(FileStates.DigestOf([], ["a", "b"]), FileStates.DigestOf([], ["b", "a"]));
    }

    [Fact]
    public void A_time_that_goes_backwards_is_a_change() =>
        AssertChanged("file", () => File.SetLastWriteTimeUtc(_directory["file"], new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc)));

    [Fact]
    public void Another_size_under_the_same_time_is_a_change() => AssertChanged("file", () =>
    {
        var time = File.GetLastWriteTimeUtc(_directory["file"]);
        File.WriteAllText(_directory["file"], "three");
        File.SetLastWriteTimeUtc(_directory["file"], time);
    });

    [Fact]
    public void A_file_that_goes_is_a_change() => AssertChanged("file", () => File.Delete(_directory["file"]));

    [Fact]
    public void A_link_that_is_turned_to_a_like_file_is_a_change()
    {
        File.Copy(_directory["file"], _directory["other"]);
        File.SetLastWriteTimeUtc(_directory["other"], File.GetLastWriteTimeUtc(_directory["file"]));
        File.CreateSymbolicLink(_directory["link"], "file");
        AssertChanged("link", () =>
        {
            File.Delete(_directory["link"]);
            File.CreateSymbolicLink(_directory["link"], "other");
        });
    }

    [Fact]
    public void A_change_of_what_a_link_leads_to_is_a_change()
    {
        File.CreateSymbolicLink(_directory["link"], "file");
        AssertChanged("link", () => File.WriteAllText(_directory["file"], "three"));
    }

    [Fact]
    public void A_file_more_in_a_directory_is_a_change_of_the_directory()
    {
        Directory.CreateDirectory(_directory["folder"]);
        Directory.SetLastWriteTimeUtc(_directory["folder"], new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        AssertChanged("folder", () => File.WriteAllText(Path.Combine(_directory["folder"], "more"), ""));
    }

    public void Dispose() => _directory.Dispose();

    private void AssertChanged(string name, Action change)
    {
        var before = State(name);
        change();
        Assert.NotEqual(before, State(name));
    }

    private Digest State(params string[] names) => FileStates.DigestOf(names.Select(n => _directory[n]));
}
