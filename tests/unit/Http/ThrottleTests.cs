using RustImage.Http;
using RustImage.Testing;

namespace RustImage.UnitTests.Http;

public sealed class ThrottleTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly Throttle _throttle;

    public ThrottleTests() => _throttle = new Throttle(new TransferOptions
    {
        LongestDelay = TimeSpan.FromSeconds(30),
        Time = _time,
        Delay = (wait, _) =>
        {
            _waits.Add(wait);
            return Task.CompletedTask;
        },
    });

    public void Dispose() => _throttle.Dispose();

    [Fact]
    public async Task An_unthrottled_server_gets_any_number_of_requests_at_once()
    {
        Assert.Null(await TakeAsync());
        Assert.Null(await TakeAsync());
    }

    [Fact]
    public async Task A_throttled_server_gets_one_request_at_a_time()
    {
        _throttle.SlowDown();
        var first = await TakeAsync();
        var second = TakeAsync();
        Assert.False(second.IsCompleted);
        first!.Dispose();
        Assert.NotNull(await second);
        Assert.Empty(_waits);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(31, 30)]
    public async Task Requests_wait_until_the_time_named_by_the_server_or_the_longest_delay(int asked, int waited)
    {
        _throttle.SlowDown(TimeSpan.FromSeconds(asked));
        (await TakeAsync())!.Dispose();
        Assert.Equal([TimeSpan.FromSeconds(waited)], _waits);
    }

    [Fact]
    public async Task A_time_in_the_past_causes_no_wait()
    {
        _throttle.SlowDown(TimeSpan.FromSeconds(20));
        _time.Advance(TimeSpan.FromSeconds(20));
        (await TakeAsync())!.Dispose();
        Assert.Empty(_waits);
    }

    [Fact]
    public async Task A_request_cancelled_while_waiting_gives_its_turn_back()
    {
        using var throttle = new Throttle(
            new TransferOptions { Time = _time, Delay = (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation) });
        throttle.SlowDown(TimeSpan.FromSeconds(20));
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await throttle.TakeTurnAsync(cancelled.Token));
        _time.Advance(TimeSpan.FromSeconds(20));
        (await throttle.TakeTurnAsync(TestContext.Current.CancellationToken))!.Dispose();
    }

    private Task<IDisposable?> TakeAsync() => _throttle.TakeTurnAsync(TestContext.Current.CancellationToken).AsTask();
}
