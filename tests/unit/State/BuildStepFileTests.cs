namespace RustImage.UnitTests.State;

/// <summary>What a step writes, and what changes while it runs.</summary>
public sealed class BuildStepFileTests : IDisposable
{
    private static readonly DateTime Past = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly TestStep _step = new();

    public void Dispose() => _step.Dispose();

    [Fact]
    public async Task A_missing_or_changed_output_is_made_again()
    {
        await _step.RunAsync();
        File.Delete(_step.Output);
        Assert.Equal($"the output '{_step.Output}' is missing", await _step.RunAsync());
        TestStep.Replace(_step.Output, "two");
        Assert.Equal($"the output '{_step.Output}' changed", await _step.RunAsync());
        Assert.Equal("one", File.ReadAllText(_step.Output));
    }

    [Fact]
    public async Task A_state_is_not_trusted_if_a_concurrent_build_overwrote_the_output()
    {
        // The other build writes its output after this one, and before this one writes its state.
        _step.Work = _ => File.WriteAllText(_step.Output, "six");
        await _step.RunAsync();
        _step.Work = _ => { };
        Assert.Equal($"the output '{_step.Output}' changed", await _step.RunAsync());
    }

    [Fact]
    public async Task The_output_of_a_build_killed_before_it_wrote_its_state_is_not_trusted()
    {
        await _step.RunAsync();
        File.WriteAllText(_step.Input, "two");
        _step.Work = _ => throw new InvalidDataException();
        await Assert.ThrowsAsync<InvalidDataException>(_step.RunAsync);
        _step.Work = _ => { };
        File.WriteAllText(_step.Input, "one");
        Assert.Equal($"the output '{_step.Output}' changed", await _step.RunAsync());
    }

    [Fact]
    public async Task An_input_edited_during_the_step_makes_it_run_again()
    {
        _step.Work = _ => TestStep.Replace(_step.Input, "two");
        await _step.RunAsync();
        _step.Work = _ => { };
        Assert.Equal($"the input '{_step.Input}' changed while the step ran", await _step.RunAsync());
        Assert.Equal("two", File.ReadAllText(_step.Output));
        Assert.Null(await _step.RunAsync());
    }

    [Fact]
    public async Task An_edit_reverted_during_the_step_makes_it_run_again()
    {
        _step.Work = _ =>
        {
            TestStep.Replace(_step.Input, "two");
            TestStep.Replace(_step.Input, "one");
        };
        await _step.RunAsync();
        Assert.Equal($"the input '{_step.Input}' changed while the step ran", await _step.RunAsync());
    }

    [Fact]
    public async Task A_file_that_the_step_reads_and_writes_is_remembered_as_written()
    {
        var lockFile = _step["lock"];
        _step.Key = k => k.AddFile("the lock", lockFile);
        _step.Work = run => run.Write("the lock", lockFile, "mine"u8.ToArray());
        await _step.RunAsync();
        _step.Work = _ => { };
        Assert.Null(await _step.RunAsync());
        TestStep.Replace(lockFile, "your");
        Assert.Equal($"the lock '{lockFile}' changed", await _step.RunAsync());
    }

    [Fact]
    public async Task A_lock_edited_after_the_step_wrote_it_counts_as_changed()
    {
        var lockFile = _step["lock"];
        _step.Key = k => k.AddFile("the lock", lockFile);
        _step.Work = run =>
        {
            File.WriteAllText(lockFile, "mine");
            run.Wrote("the lock", lockFile, Digest.OfBytes("mine"u8));
            TestStep.Replace(lockFile, "your");
        };
        await _step.RunAsync();
        Assert.Equal($"the lock '{lockFile}' changed", await _step.RunAsync());
    }

    [Fact]
    public async Task Dependencies_found_by_the_step_count_like_declared_inputs()
    {
        var library = _step["library"];
        File.WriteAllText(library, "one");
        File.SetLastWriteTimeUtc(library, Past);
        _step.Work = run => run.Depend("the library", library);
        await _step.RunAsync();
        Assert.Null(await _step.RunAsync());
        TestStep.Replace(library, "two");
        Assert.Equal($"the library '{library}' changed", await _step.RunAsync());
    }

    [Fact]
    public async Task A_found_dependency_changed_during_the_step_makes_it_run_again()
    {
        var library = _step["library"];
        _step.Stamps.Age = 0;
        _step.Work = run =>
        {
            File.WriteAllText(library, "one");
            run.Depend("the library", library);
        };
        await _step.RunAsync();
        _step.Work = run => run.DependOnStored("the library", library);
        Assert.Equal($"the library '{library}' changed while the step ran", await _step.RunAsync());
        Assert.Null(await _step.RunAsync());
    }

    [Fact]
    public async Task A_lock_that_is_a_link_is_remembered_as_written()
    {
        var lockFile = _step["lock"];
        File.CreateSymbolicLink(lockFile, "shared.lock");
        _step.Key = k => k.AddFile("the lock", lockFile);
        _step.Work = run =>
        {
            File.WriteAllText(_step["shared.lock"], "mine");
            run.Wrote("the lock", lockFile, Digest.OfBytes("mine"u8));
        };
        await _step.RunAsync();
        Assert.Null(await _step.RunAsync());
    }
}
