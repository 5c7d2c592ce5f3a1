using RustImage.State;

namespace RustImage.UnitTests.State;

public sealed class StateFolderTests : IDisposable
{
    private readonly TestStep _step = new();

    public void Dispose() => _step.Dispose();

    [Fact]
    public async Task Only_states_and_the_files_that_their_steps_wrote_are_listed()
    {
        var kept = _step["kept\nwith a new line"];
        _step.Work = run => run.AlsoWrote(kept);
        await _step.RunAsync();
        await File.WriteAllTextAsync(_step["obj/foreign.json"], "{}", TestContext.Current.CancellationToken);
        var step = Assert.Single(StateFolder.Read(_step["obj"]));
        Assert.Equal((_step.State, false), (step.State, step.AreNamed));
        Assert.Equal([_step.Output, kept], step.Files);
        Assert.Empty(step.Directories);
        Assert.Empty(StateFolder.Read(_step["none"]));
    }

    [Fact]
    public async Task A_state_copied_from_another_folder_lists_no_file()
    {
        await _step.RunAsync();
        Directory.CreateDirectory(_step["copy"]);
        File.Copy(_step.State, _step["copy/step.json"]);
        var step = Assert.Single(StateFolder.Read(_step["copy"]));
        Assert.Equal(_step["copy/step.json"], step.State);
        Assert.Empty(step.Files);
    }

    [Fact]
    public void Deleting_a_file_removes_its_unfinished_copies_and_keeps_similar_files()
    {
        string[] files =
            ["obj/a.json", "obj/.a.json.abcdefgh.xyz", "obj/.a.json", "obj/.b.json.abcdefgh.xyz", "obj/a.json.abcdefgh.xyz", "obj/mine"];
        foreach (var file in files)
            File.WriteAllText(_step[file], "");
        StateFolder.Delete([_step["obj/a.json"], _step["obj/none"], _step["none/none"]]);
        Assert.Equal(files.Skip(2).Select(f => _step[f]).Order(), Directory.GetFiles(_step["obj"]).Order());
    }

    [Fact]
    public void Only_an_empty_directory_is_deleted()
    {
        Directory.CreateDirectory(_step["a/b/c"]);
        Directory.CreateDirectory(_step["a/d"]);
        File.WriteAllText(_step["a/d/mine"], "");
        StateFolder.DeleteEmpty(_step["a"], _step["a/b"], _step["a/b/c"], _step["a/d"], _step["none"]);
        Assert.False(Directory.Exists(_step["a/b"]));
        Assert.True(File.Exists(_step["a/d/mine"]));
    }
}
