namespace RustImage.UnitTests.State;

public sealed class FileSetTests : IDisposable
{
    private readonly TestStep _step = new();
    private List<string> _paths;

    public FileSetTests()
    {
        _paths = [.. Enumerable.Range(0, 100).Select(i => _step[$"assets/{i}.txt"])];
        Directory.CreateDirectory(_step["assets"]);
        foreach (var path in _paths)
            File.WriteAllText(path, "one");
        _step.Key = k => k.AddFiles("RustImageFile", _paths, List);
    }

    private string List => _step["obj/files.list"];

    public void Dispose() => _step.Dispose();

    [Fact]
    public async Task Without_a_changed_stamp_neither_the_files_nor_their_list_are_read()
    {
        await _step.RunAsync();
        foreach (var path in _paths.Append(List))
        {
            _step.Stamps.Freeze(path);
            TestStep.Replace(path, new string('x', (int)new FileInfo(path).Length));
        }
        var list = await File.ReadAllTextAsync(List, TestContext.Current.CancellationToken);
        Assert.Null(await _step.RunAsync());
        Assert.Equal(list, await File.ReadAllTextAsync(List, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_changed_or_missing_list_is_written_again()
    {
        await _step.RunAsync();
        var list = await File.ReadAllTextAsync(List, TestContext.Current.CancellationToken);
        File.Delete(List);
        Assert.Null(await _step.RunAsync());
        Assert.Equal(list, await File.ReadAllTextAsync(List, TestContext.Current.CancellationToken));
        await File.WriteAllTextAsync(List, "damaged", TestContext.Current.CancellationToken);
        Assert.Null(await _step.RunAsync());
        Assert.Equal(list, await File.ReadAllTextAsync(List, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_changed_file_with_the_same_size_and_time_is_named()
    {
        await _step.RunAsync();
        TestStep.Replace(_paths[42], "two");
        Assert.Equal($"RustImageFile '{_paths[42]}' changed", await _step.RunAsync());
        Assert.Null(await _step.RunAsync());
    }

    [Fact]
    public async Task An_added_or_removed_file_is_a_change()
    {
        await _step.RunAsync();
        var all = _paths;
        _paths = [.. all.Skip(1)];
        Assert.Equal("RustImageFile items changed", await _step.RunAsync());
        _paths = all;
        Assert.Equal($"RustImageFile '{all[0]}' changed", await _step.RunAsync());
        File.Delete(all[3]);
        Assert.Equal($"RustImageFile '{all[3]}' changed", await _step.RunAsync());
    }

    [Fact]
    public async Task Different_times_or_order_are_not_a_change()
    {
        await _step.RunAsync();
        foreach (var path in _paths)
            File.SetLastWriteTimeUtc(path, new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Null(await _step.RunAsync());
        _paths.Reverse();
        Assert.Null(await _step.RunAsync());
    }

    [Fact]
    public async Task A_file_listed_twice_counts_once()
    {
        _paths = [.. _paths, .. _paths];
        await _step.RunAsync();
        Assert.Null(await _step.RunAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("files 1 sha256:00\nx\0y\0z\0")]
    [InlineData("\0\0\0\0")]
    public async Task A_damaged_list_is_made_again_without_counting_as_a_change(string text)
    {
        await _step.RunAsync();
        await File.WriteAllTextAsync(List, text, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(_paths[0], new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Null(await _step.RunAsync());
        TestStep.Replace(_paths[42], "two");
        Assert.Equal($"RustImageFile '{_paths[42]}' changed", await _step.RunAsync());
    }

    [Fact]
    public async Task A_file_written_within_one_clock_tick_is_read_again_despite_an_equal_stamp()
    {
        _step.Stamps.Age = 0;
        _step.Stamps.Freeze(_paths[7]);
        await _step.RunAsync();
        TestStep.Replace(_paths[7], "two");
        Assert.Equal($"RustImageFile '{_paths[7]}' changed", await _step.RunAsync());
    }

    [Fact]
    public async Task A_file_edited_during_the_step_makes_it_run_again()
    {
        _step.Work = _ => TestStep.Replace(_paths[7], "two");
        await _step.RunAsync();
        _step.Work = _ => { };
        Assert.NotNull(await _step.RunAsync());
        Assert.Null(await _step.RunAsync());
    }
}
