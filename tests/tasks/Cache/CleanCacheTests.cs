using RustImage.Cache;
using RustImage.Tasks;

namespace RustImage.TaskTests.Cache;

public sealed class CleanCacheTests : PipelineCase
{
    [Fact]
    public void Without_a_limit_everything_goes_and_the_next_build_makes_it_again()
    {
        RunToLayers();
        Succeed(Compress());
        var blobs = Read("blobs", StepJson.Readable.CompressedLayers);
        Engine.Clear();
        Succeed(Clean());
        Assert.Contains($"{blobs.Count} compressed layers (", Engine.ImportantText, StringComparison.Ordinal);
        Assert.EndsWith($"The cache '{this["cache"]}' has 0 B.", Engine.ImportantText, StringComparison.Ordinal);
        Assert.All(blobs, b => Assert.False(File.Exists(b.Path)));
        Succeed(Compress());
        Assert.All(blobs, b => Assert.Equal(b.Digest, Digest.OfFile(b.Path)));
    }

    [Fact]
    public void A_layer_that_an_up_to_date_step_uses_is_young()
    {
        RunToLayers();
        Succeed(Compress());
        foreach (var record in Directory.GetFiles(this["cache/layers"], "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(record, DateTime.UtcNow.AddDays(-40));
        AssertUpToDate();
        Succeed(Clean(age: "30d"));
        AssertUpToDate();

        void AssertUpToDate()
        {
            Engine.Clear();
            Succeed(Compress());
            Assert.Equal("CompressImageLayers is up to date.", Engine.AllText);
        }
    }

    [Fact]
    public void Wrong_limits_are_errors() => Assert.Equal(["RIMG0008", "RIMG0008"], FailWithCodes(Clean("month", "5")));

    [Fact]
    public async Task While_a_build_uses_the_cache_it_waits_and_gives_up_in_the_end()
    {
        using var build = await CacheLock.ShareAsync(this["cache"], TestContext.Current.CancellationToken);
        var clean = Clean();
        clean.Patience = TimeSpan.FromMilliseconds(100);
        Assert.Equal("RIMG0007", Fail(clean).Code);
        Assert.Contains("Waiting for the builds", Engine.ImportantText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_uses_the_cache_waits_for_the_cleaner()
    {
        RunToLayers();
        var cleaner = await CacheLock.TakeAsync(this["cache"], () => { }, TimeSpan.Zero, TestContext.Current.CancellationToken);
        var task = Task.Run(() => Succeed(Compress()));
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(task.IsCompleted);
        cleaner.Dispose();
        await task;
    }

    private CleanCache Clean(string age = "", string size = "") => new() { CacheDirectory = this["cache"], Age = age, Size = size };
}
