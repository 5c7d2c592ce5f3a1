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
    public async Task A_request_to_a_busy_registry_is_repeated(int status)
    {
        using var bench = new RegistryBench(new() { Failures = [new(_ => true, status, 3)] });
        bench.Here.AddManifest(RegistryBench.Manifest, RegistryBench.Image(bench.Here), "1");
        Assert.NotNull(await bench.Client().FindManifestAsync(RegistryBench.Repository, "1"));
        Assert.Equal(3, bench.Waits.Count);
        Assert.InRange(bench.Waits[2].TotalSeconds, 1, 3);
        Assert.Equal(4, bench.Requests.Count);
    }

    [Fact]
    public async Task The_wait_is_as_long_as_the_registry_asks()
    {
        using var bench = new RegistryBench(new() { Failures = [new(_ => true, 429) { RetryAfter = "17" }] });
        Assert.Null(await bench.Client().PullManifestAsync(RegistryBench.Repository, "1"));
        Assert.Equal(TimeSpan.FromSeconds(17), bench.Waits[0]);
    }

    [Fact]
    public async Task After_a_rate_limit_error_requests_are_sent_one_at_a_time()
    {
        var (left, running) = (3, 0);
        var together = new List<int>();
        using var bench = new RegistryBench(new()
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
        // Each wait allows three more requests. If four came back at once, one would run out of tries.
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
        await Task.WhenAll(Enumerable.Range(0, 12)
            .Select(i => client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(RegistryBench.Bytes(1000, i)), [])));
        Assert.Equal(12, bench.Here.Blobs.Count);
        Assert.All(together.TakeLast(12), n => Assert.Equal(1, n));
    }

    [Fact]
    public async Task A_rate_limited_request_is_not_given_up_while_others_succeed()
    {
        using var bench = new RegistryBench();
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
    public async Task Success_of_other_requests_does_not_extend_the_tries_after_a_server_error()
    {
        using var bench = new RegistryBench();
        var served = 0L;
        var patience = new RegistryRetries("r", "take 'x'", bench.Impatient, () => served++);
        for (var i = 0; i < 3; i++)
            await patience.WaitAsync(new RegistryBusyException("HTTP 500"), default);
        await Assert.ThrowsAsync<RustImageException>(() => patience.WaitAsync(new RegistryBusyException("HTTP 500"), default));
    }

    [Fact]
    public async Task A_registry_that_asks_for_an_hour_is_given_up()
    {
        using var bench = new RegistryBench(new() { Failures = [new(_ => true, 429, 9) { RetryAfter = "3600", Body = "slow down" }] });
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.Client().PullManifestAsync(RegistryBench.Repository, "1"));
        Assert.Equal("RIMG6203", e.Code);
        Assert.Contains("in 3600 s (HTTP 429, slow down)", e.Message, StringComparison.Ordinal);
        Assert.Single(bench.Requests);
    }

    [Fact]
    public async Task The_error_for_a_registry_that_stays_busy_quotes_it()
    {
        using var bench = new RegistryBench(new() { Failures = [new(r => r.Method == "PUT", 500, 9) { Body = "disk full" }] });
        var image = RegistryBench.Image(bench.Here);
        var e =
            await Assert.ThrowsAsync<RustImageException>(
                () => bench.Client().PushManifestAsync(RegistryBench.Repository, "1", RegistryBench.Manifest, image));
        Assert.Equal("RIMG6201", e.Code);
        Assert.Contains("refuses to take the manifest 'team/app:1' (4 times, at last HTTP 500, disk full)", e.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connection_is_distinguished_from_a_refusal_of_the_registry()
    {
        using var bench = new RegistryBench();
        using var client = RegistryBench.ClientOf(FaultyServer.UnusedAddress().Authority, s => s with { Transfer = bench.Impatient });
        var e = await Assert.ThrowsAsync<RustImageException>(() => client.ListTagsAsync("a"));
        Assert.Equal("RIMG6202", e.Code);
        Assert.Contains("Connection refused", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, bench.Waits.Count);
    }

    [Fact]
    public async Task The_number_of_concurrent_requests_is_limited()
    {
        var (now, most) = (0, 0);
        using var bench = new RegistryBench(new()
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
        await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(i => client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(RegistryBench.Bytes(1000, i)), [])));
        Assert.Equal(2, most);
        Assert.Equal(8, bench.Here.Blobs.Count);
    }
}
