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
    public async Task Any_number_of_requests_go_at_once_to_a_server_that_need_not_be_spared()
    {
        Assert.Null(await TakeAsync());
        Assert.Null(await TakeAsync());
    }

    [Fact]
    public async Task One_request_at_a_time_goes_to_a_server_that_must_be_spared()
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
    public async Task No_request_goes_before_the_time_that_the_server_named_or_the_longest_delay(int asked, int waited)
    {
        _throttle.SlowDown(TimeSpan.FromSeconds(asked));
        (await TakeAsync())!.Dispose();
        Assert.Equal([TimeSpan.FromSeconds(waited)], _waits);
    }

    [Fact]
    public async Task A_time_that_has_passed_is_not_waited_for()
    {
        _throttle.SlowDown(TimeSpan.FromSeconds(20));
        _time.Advance(TimeSpan.FromSeconds(20));
        (await TakeAsync())!.Dispose();
        Assert.Empty(_waits);
    }

    [Fact]
    public async Task A_turn_that_is_cancelled_while_it_waits_is_given_back()
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
