using RustImage.Http;

namespace RustImage.UnitTests.Http;

public sealed class RetryCounterTests
{
    private readonly List<TimeSpan> _waits = [];
    private readonly TransferOptions _options;

    public RetryCounterTests() => _options = new TransferOptions
    {
        Attempts = 4,
        LongestDelay = TimeSpan.FromMinutes(1),
        Delay = (wait, _) =>
        {
            _waits.Add(wait);
            return Task.CompletedTask;
        },
    };

    [Theory]
    [InlineData(nameof(Failure.Broken), 4)]
    [InlineData(nameof(Failure.Unreachable), 2)]
    [InlineData(nameof(Failure.WrongBytes), 2)]
    [InlineData(nameof(Failure.Missing), 1)]
    [InlineData(nameof(Failure.Refused), 1)]
    public async Task The_kind_of_a_failure_decides_the_number_of_tries(string kind, int tries)
    {
        var retries = new RetryCounter(_options, unreachableTries: 2);
        var failure = Failed(Enum.Parse<Failure>(kind));
        var made = 1;
        while (await retries.WaitAsync(failure, TestContext.Current.CancellationToken))
            made++;
        Assert.Equal((tries, tries), (made, retries.Failures));
    }

    [Fact]
    public async Task An_unreachable_server_gets_no_more_tries_than_any_other()
    {
        var retries = new RetryCounter(_options with { Attempts = 1 }, unreachableTries: 2);
        Assert.False(await retries.WaitAsync(Failed(Failure.Unreachable), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Wrong_bytes_are_requested_again_at_once_without_caches()
    {
        var retries = new RetryCounter(_options, unreachableTries: 2);
        Assert.True(await retries.WaitAsync(Failed(Failure.WrongBytes), TestContext.Current.CancellationToken));
        Assert.True(retries.BypassesCaches);
        Assert.Empty(_waits);
        retries.Reset();
        Assert.False(await retries.WaitAsync(Failed(Failure.WrongBytes), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_wait_is_as_long_as_the_server_asks()
    {
        var retries = new RetryCounter(_options, unreachableTries: 2);
        Assert.True(await retries.WaitAsync(Failed(Failure.Broken, _options.LongestDelay), TestContext.Current.CancellationToken));
        Assert.Equal([_options.LongestDelay], _waits);
    }

    [Fact]
    public async Task A_server_that_asks_for_more_than_the_longest_delay_gets_no_further_try()
    {
        var retries = new RetryCounter(_options, unreachableTries: 2);
        Assert.False(await retries.WaitAsync(
            Failed(Failure.Broken, _options.LongestDelay + TimeSpan.FromSeconds(1)), TestContext.Current.CancellationToken));
        Assert.Empty(_waits);
    }

    [Fact]
    public async Task Progress_resets_the_count_of_tries()
    {
        var retries = new RetryCounter(_options, unreachableTries: 2);
        for (var i = 0; i < 3 * _options.Attempts; i++)
        {
            Assert.True(await retries.WaitAsync(Failed(Failure.Broken), TestContext.Current.CancellationToken));
            retries.Reset();
        }
    }

    [Fact]
    public async Task The_reason_names_the_number_of_tries_if_there_were_several()
    {
        var retries = new RetryCounter(_options, unreachableTries: 2);
        var failure = Failed(Failure.Broken);
        await retries.WaitAsync(failure, TestContext.Current.CancellationToken);
        Assert.Equal("it broke", retries.Describe(failure));
        await retries.WaitAsync(failure, TestContext.Current.CancellationToken);
        Assert.Equal("2 times, at last it broke", retries.Describe(failure));
    }

    private static TransferException Failed(Failure failure, TimeSpan? retryAfter = null) =>
        new(failure, "it broke", retryAfter: retryAfter);
}
