using RustImage.State;

namespace RustImage.UnitTests.State;

/// <summary>When a step runs again, and what it says of the reason.</summary>
public sealed class BuildStepTests : IDisposable
{
    private static readonly DateTime Future = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Past = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly TestStep _step = new();

    public void Dispose() => _step.Dispose();

    [Fact]
    public async Task A_step_runs_once_and_then_keeps_its_result()
    {
        Assert.Equal("it has not run yet", await _step.RunAsync());
        var again = await _step.OutcomeAsync();
        Assert.Null(again.Reason);
        Assert.Equal("one", TestStep.ResultOf(again));
        Assert.Equal("Join is up to date.", again.ToString());
    }

    [Fact]
    public async Task An_input_with_new_content_of_the_same_size_and_time_has_changed()
    {
        await _step.RunAsync();
        TestStep.Replace(_step.Input, "two");
        var outcome = await _step.OutcomeAsync();
        Assert.Equal($"Join runs: the input '{_step.Input}' changed.", outcome.ToString());
        Assert.Equal("two", TestStep.ResultOf(outcome));
    }

    [Fact]
    public async Task Times_in_the_future_or_the_past_neither_rerun_a_step_nor_hide_a_change()
    {
        await _step.RunAsync();
        foreach (var time in new[] { Future, Past })
        {
            foreach (var file in new[] { _step.Input, _step.Output, _step.State })
                File.SetLastWriteTimeUtc(file, time);
            Assert.Null(await _step.RunAsync());
            TestStep.Replace(_step.Input, time == Future ? "two" : "six");
            Assert.Equal($"the input '{_step.Input}' changed", await _step.RunAsync());
        }
    }

    [Fact]
    public async Task A_state_from_the_future_does_not_hide_a_change()
    {
        await _step.RunAsync();
        File.SetLastWriteTimeUtc(_step.State, Future);
        TestStep.Replace(_step.Input, "two");
        Assert.Equal($"the input '{_step.Input}' changed", await _step.RunAsync());
    }

    [Fact]
    public async Task A_file_written_within_one_clock_tick_is_read_again_despite_an_equal_stamp()
    {
        _step.Stamps.Age = 0;
        _step.Stamps.Freeze(_step.Input);
        await _step.RunAsync();
        TestStep.Replace(_step.Input, "two");
        Assert.Equal($"the input '{_step.Input}' changed", await _step.RunAsync());
    }

    [Fact]
    public async Task A_change_time_in_the_future_is_never_trusted()
    {
        _step.Stamps.Set(_step.Input, _step.Stamps.Of(_step.Input)!.Value with { Changed = long.MaxValue });
        await _step.RunAsync();
        TestStep.Replace(_step.Input, "two");
        Assert.Equal($"the input '{_step.Input}' changed", await _step.RunAsync());
    }

    [Fact]
    public async Task A_file_with_an_old_unchanged_stamp_is_not_read()
    {
        _step.Stamps.Freeze(_step.Input);
        await _step.RunAsync();
        TestStep.Replace(_step.Input, "two");
        Assert.Null(await _step.RunAsync());
    }

    [Fact]
    public async Task A_changed_stamp_is_saved_so_that_the_content_is_read_only_once()
    {
        await _step.RunAsync();
        File.SetLastWriteTimeUtc(_step.Input, Past);
        Assert.Null(await _step.RunAsync());
        _step.Stamps.Freeze(_step.Input);
        TestStep.Replace(_step.Input, "two");
        Assert.Null(await _step.RunAsync());
    }

    [Fact]
    public async Task Without_file_stamps_the_content_decides()
    {
        _step.Stamps.Set(_step.Input, null);
        _step.Stamps.Set(_step.Output, null);
        await _step.RunAsync();
        Assert.Null(await _step.RunAsync());
        TestStep.Replace(_step.Input, "two");
        Assert.Equal($"the input '{_step.Input}' changed", await _step.RunAsync());
        TestStep.Replace(_step.Output, "six");
        Assert.Equal($"the output '{_step.Output}' changed", await _step.RunAsync());
    }

    [Fact]
    public async Task A_reason_names_the_setting_and_not_its_value()
    {
        _step.Key = k => k.Add("DebianSuite", "trixie").Add("Token", "first");
        await _step.RunAsync();
        _step.Key = k => k.Add("DebianSuite", "trixie").Add("Token", "second");
        Assert.Equal("Token changed", await _step.RunAsync());
        _step.Key = k => k.Add("DebianSuite", "trixie");
        Assert.Equal("Token changed", await _step.RunAsync());
        Assert.Null(await _step.RunAsync());
        _step.Key = k => k.Add("DebianSuite", "trixie").Add("Token", "second");
        Assert.Equal("Token changed", await _step.RunAsync());
        Assert.DoesNotContain("second", File.ReadAllText(_step.State), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ab|c", "a|bc")]
    [InlineData("a|b", "b|a")]
    [InlineData("a|", "a")]
    public async Task Lists_of_values_differ_by_order_and_by_boundaries(string one, string other)
    {
        _step.Key = k => k.Add("ImagePackage", one.Split('|'));
        await _step.RunAsync();
        Assert.Null(await _step.RunAsync());
        _step.Key = k => k.Add("ImagePackage", other.Split('|'));
        Assert.Equal("ImagePackage changed", await _step.RunAsync());
    }

    [Fact]
    public async Task The_result_of_an_earlier_step_is_compared_by_content()
    {
        using var earlier = new TestStep();
        var result = (await earlier.OutcomeAsync()).Result;
        _step.Key = k => k.Add(result);
        await _step.RunAsync();
        earlier.Sdk = "2";
        result = (await earlier.OutcomeAsync()).Result;
        Assert.Null(await _step.RunAsync());
        File.WriteAllText(earlier.Input, "other");
        result = (await earlier.OutcomeAsync()).Result;
        Assert.Equal("the result of Join changed", await _step.RunAsync());
    }

    [Fact]
    public async Task Another_build_of_the_SDK_runs_each_step_again()
    {
        await _step.RunAsync();
        _step.Sdk = "2";
        Assert.Equal("RustImage.Sdk is another version", await _step.RunAsync());
    }

    [Fact]
    public async Task A_demanded_step_runs()
    {
        await _step.RunAsync();
        _step.Key = k => k.RunBecause("the lock is to be updated");
        Assert.Equal("the lock is to be updated", await _step.RunAsync());
    }

    [Fact]
    public async Task An_added_removed_or_dropped_input_is_named_in_the_reason()
    {
        var more = _step["more"];
        await _step.RunAsync();
        _step.Key = k => k.AddFile("the certificate", more);
        Assert.Equal($"the certificate '{more}' is new", await _step.RunAsync());
        Assert.Null(await _step.RunAsync());
        File.WriteAllText(more, "");
        Assert.Equal($"the certificate '{more}' is new", await _step.RunAsync());
        File.Delete(more);
        Assert.Equal($"the certificate '{more}' is missing", await _step.RunAsync());
        _step.Key = _ => { };
        Assert.Equal($"the certificate '{more}' is no longer named", await _step.RunAsync());
    }

    [Fact]
    public async Task Warnings_are_repeated_as_long_as_the_result_is_valid()
    {
        _step.Work = run => run.Warn(new Diagnostic("RIMG2008", "A path is left.", "file", 3));
        Assert.Single((await _step.OutcomeAsync()).Notices);
        var notice = Assert.Single((await _step.OutcomeAsync()).Notices);
        Assert.Equal((true, new Diagnostic("RIMG2008", "A path is left.", "file", 3)), (notice.IsWarning, notice.Diagnostic));
        _step.Work = _ => { };
        File.WriteAllText(_step.Input, "two");
        Assert.Empty((await _step.OutcomeAsync()).Notices);
    }

    [Fact]
    public void A_step_that_always_runs_reads_a_file_once()
    {
        var step = new BuildStep("CargoBuild", _step.State, "1") { Stamps = _step.Stamps };
        var file = step.DigestOf("the binary", _step.Input);
        Assert.Equal(Digest.OfBytes("one"u8), file.Digest);
        step.Keep("result", TestStep.Text, [file]);
        TestStep.Replace(_step.Input, "two");
        Assert.Equal(Digest.OfBytes("two"u8), step.DigestOf("the binary", _step.Input).Digest);

        _step.Stamps.Freeze(_step.Input);
        step.Keep("result", TestStep.Text, [step.DigestOf("the binary", _step.Input)]);
        TestStep.Replace(_step.Input, "six");
        Assert.Equal(Digest.OfBytes("two"u8), step.DigestOf("the binary", _step.Input).Digest);
        Assert.Throws<FileNotFoundException>(() => step.DigestOf("the binary", _step["none"]).Digest);
        Assert.Equal("result", BuildStep.TryRead(_step.State, TestStep.Text));
    }

    [Fact]
    public void A_result_of_another_type_counts_as_missing()
    {
        new BuildStep("CargoBuild", _step.State, "1").Keep("text", TestStep.Text);
        Assert.Null(BuildStep.TryRead(_step.State, TestStep.Texts));
        Assert.Equal("RIMG0005", Assert.Throws<RustImageException>(() => BuildStep.Read(_step["none"])).Code);
    }

    [Fact]
    public async Task A_state_copied_from_another_folder_is_not_trusted()
    {
        await _step.RunAsync();
        var state = await File.ReadAllBytesAsync(_step.State, TestContext.Current.CancellationToken);
        using var other = new TestStep();
        await File.WriteAllBytesAsync(other.State, state, TestContext.Current.CancellationToken);
        Assert.Equal($"its state was written in '{Path.GetDirectoryName(_step.State)}'", await other.RunAsync());
    }
}
