using RustImage.Registry.Requests;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Distribution;

public sealed class RegistryRetriesTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_busy_registry_is_asked_again(int status)
    {
        using var bench = new Bench(new() { Failures = [new(_ => true, status, 3)] });
        bench.Here.AddManifest(Bench.Manifest, Bench.Image(bench.Here), "1");
        Assert.NotNull(await bench.Client().FindManifestAsync(Bench.Repository, "1"));
        Assert.Equal(3, bench.Waits.Count);
        Assert.InRange(bench.Waits[2].TotalSeconds, 1, 3);
        Assert.Equal(4, bench.Requests.Count);
    }

    [Fact]
    public async Task A_registry_says_how_long_to_wait()
    {
        using var bench = new Bench(new() { Failures = [new(_ => true, 429) { RetryAfter = "17" }] });
        Assert.Null(await bench.Client().PullManifestAsync(Bench.Repository, "1"));
        Assert.Equal(TimeSpan.FromSeconds(17), bench.Waits[0]);
    }

    [Fact]
    public async Task A_registry_that_counts_requests_gets_them_one_at_a_time_once_it_has_complained()
    {
        var (left, running) = (3, 0);
        var together = new List<int>();
        using var bench = new Bench(new()
        {
            Intercept = async context =>
            {
                if (Interlocked.Decrement(ref left) < 0)
                {
                    context.Response.StatusCode = 429;
                    context.Response.Headers.RetryAfter = "1";
                    return true;
                }
                lock (together)
                    together.Add(++running);
                await Task.Delay(5);
                lock (together)
                    running--;
                return false;
            },
        });
        // Each wait gives three more: with four at once that all come back at the same time, one would run out of tries.
        var client = bench.Client(s => s with
        {
            Transfer = s.Transfer with
            {
                Delay = async (_, cancellation) =>
                {
                    await Task.Delay(20, cancellation);
                    Volatile.Write(ref left, 3);
                },
            },
        });
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => client.PushBlobAsync(Bench.Repository, Bench.Blob(Bench.Bytes(1000, i)), [])));
        Assert.Equal(12, bench.Here.Blobs.Count);
        Assert.All(together.TakeLast(12), n => Assert.Equal(1, n));
    }

    [Fact]
    public async Task A_request_that_others_take_the_turn_of_is_not_given_up_before_they_are_done()
    {
        using var bench = new Bench();
        var served = 0L;
        var patience = new RegistryRetries("r", "take 'x'", bench.Impatient, () => served);
        for (; served < 20; served++)
            await patience.WaitAsync(new RegistryBusyException("HTTP 429", isLimit: true), default);
        var waits = bench.Waits.Count;
        var e = await Assert.ThrowsAsync<RustImageException>(async () =>
        {
            while (true)
                await patience.WaitAsync(new RegistryBusyException("HTTP 429", isLimit: true), default);
        });
        Assert.Equal(("RIMG6201", 3), (e.Code, bench.Waits.Count - waits));
    }

    [Fact]
    public async Task What_others_get_does_not_excuse_a_server_that_fails()
    {
        using var bench = new Bench();
        var served = 0L;
        var patience = new RegistryRetries("r", "take 'x'", bench.Impatient, () => served++);
        for (var i = 0; i < 3; i++)
            await patience.WaitAsync(new RegistryBusyException("HTTP 500"), default);
        await Assert.ThrowsAsync<RustImageException>(() => patience.WaitAsync(new RegistryBusyException("HTTP 500"), default));
    }

    [Fact]
    public async Task A_registry_that_wants_an_hour_is_left_alone()
    {
        using var bench = new Bench(new() { Failures = [new(_ => true, 429, 9) { RetryAfter = "3600", Body = "slow down" }] });
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.Client().PullManifestAsync(Bench.Repository, "1"));
        Assert.Equal("RIMG6203", e.Code);
        Assert.Contains("in 3600 s (HTTP 429, slow down)", e.Message, StringComparison.Ordinal);
        Assert.Single(bench.Requests);
    }

    [Fact]
    public async Task A_registry_that_stays_busy_is_given_up_with_its_words()
    {
        using var bench = new Bench(new() { Failures = [new(r => r.Method == "PUT", 500, 9) { Body = "disk full" }] });
        var image = Bench.Image(bench.Here);
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.Client().PushManifestAsync(Bench.Repository, "1", Bench.Manifest, image));
        Assert.Equal("RIMG6201", e.Code);
        Assert.Contains("refuses to take the manifest 'team/app:1' (4 times, at last HTTP 500, disk full)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_told_from_a_refusal()
    {
        using var bench = new Bench();
        using var client = Bench.ClientOf(FaultyServer.Nobody().Authority, s => s with { Transfer = bench.Impatient });
        var e = await Assert.ThrowsAsync<RustImageException>(() => client.ListTagsAsync("a"));
        Assert.Equal("RIMG6202", e.Code);
        Assert.Contains("Connection refused", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, bench.Waits.Count);
    }

    [Fact]
    public async Task No_more_requests_run_at_once_than_allowed()
    {
        var (now, most) = (0, 0);
        using var bench = new Bench(new()
        {
            Intercept = async context =>
            {
                lock (typeof(RegistryRetriesTests))
                    most = Math.Max(most, ++now);
                await Task.Delay(20);
                lock (typeof(RegistryRetriesTests))
                    now--;
                return false;
            },
        });
        var client = bench.Client(s => s with { Connections = 2 });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => client.PushBlobAsync(Bench.Repository, Bench.Blob(Bench.Bytes(1000, i)), [])));
        Assert.Equal(2, most);
        Assert.Equal(8, bench.Here.Blobs.Count);
    }
}
