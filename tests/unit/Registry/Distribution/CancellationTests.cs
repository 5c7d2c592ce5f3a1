namespace RustImage.UnitTests.Registry.Distribution;

public sealed class CancellationTests
{
    [Fact]
    public async Task A_cancelled_upload_leaves_nothing_behind()
    {
        using var cancel = new CancellationTokenSource();
        using var bench = new RegistryBench(new()
        {
            Intercept = async context =>
            {
                if (context.Request.Method != "PUT")
                    return false;
                await context.Request.Body.ReadExactlyAsync(new byte[1_000_000]);
                await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return true;
            },
        });
        var push = bench.Client().PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(RegistryBench.Bytes(50_000_000)), [], null,
            cancel.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => push);
        Assert.Equal("DELETE", bench.Requests[^1].Method);
        Assert.Empty(bench.Here.Uploads);
    }

    [Fact]
    public async Task A_cancelled_upload_does_not_wait_for_a_registry_that_says_nothing()
    {
        using var bench = new RegistryBench();
        using var cancel = new CancellationTokenSource();
        bench.Registry.Options = new()
        {
            Intercept = async context =>
            {
                if (context.Request.Method is not ("PUT" or "DELETE"))
                    return false;
                await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return true;
            },
        };
        var push =
            bench.Client().PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(RegistryBench.Bytes(1000)), [], null, cancel.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => push.WaitAsync(TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public async Task A_failed_upload_leaves_nothing_behind()
    {
        using var bench = new RegistryBench(new() { Failures = [new(r => r.Method == "PUT", 403)] });
        await Assert.ThrowsAsync<RustImageException>(() => bench.PushAsync(RegistryBench.Bytes(1000)));
        Assert.Empty(bench.Here.Uploads);
    }
}
