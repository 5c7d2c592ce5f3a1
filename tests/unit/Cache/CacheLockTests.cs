using RustImage.Cache;
using RustImage.Testing;

namespace RustImage.UnitTests.Cache;

public sealed class CacheLockTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private readonly TemporaryDirectory _temporary = new();

    [Fact]
    public async Task Many_builds_share_the_cache()
    {
        using var one = await ShareAsync();
        using var two = await ShareAsync();
        Assert.True(File.Exists(new CacheLayout(_temporary.Path).Lock));
    }

    [Fact]
    public async Task A_cleaner_gives_up_while_a_build_runs_and_gets_its_turn_afterwards()
    {
        var told = 0;
        using (await ShareAsync())
        {
            var error = await Assert.ThrowsAsync<RustImageException>(TakeAsync);
            Assert.Equal("RIMG0007", error.Code);
            Assert.Contains("another build", error.Message, StringComparison.Ordinal);
            Assert.Equal(1, told);
        }
        using var alone = await TakeAsync();
        Assert.Equal(1, told);

        Task<CacheLock> TakeAsync() => CacheLock.TakeAsync(_temporary.Path, () => told++, Short, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_build_waits_for_the_cleaner()
    {
        var cleaner = await CacheLock.TakeAsync(_temporary.Path, () => { }, Short, TestContext.Current.CancellationToken);
        var build = ShareAsync();
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(build.IsCompleted);
        cleaner.Dispose();
        (await build).Dispose();
    }

    [Fact]
    public async Task A_cleaner_that_does_not_end_fails_the_build()
    {
        using var cleaner = await CacheLock.TakeAsync(_temporary.Path, () => { }, Short, TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<RustImageException>(
            () => CacheLock.ShareAsync(_temporary.Path, TestContext.Current.CancellationToken, Short));
        Assert.Contains("CleanCache", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_to_needs_no_lock()
    {
        File.WriteAllText(_temporary["file"], "");
        using var held = await CacheLock.ShareAsync(_temporary["file/cache"], TestContext.Current.CancellationToken, Short);
        Assert.NotNull(held);
    }

    public void Dispose() => _temporary.Dispose();

    private Task<CacheLock> ShareAsync() => CacheLock.ShareAsync(_temporary.Path, TestContext.Current.CancellationToken);
}
