using RustImage.Http;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

/// <summary>The clock moves only after the server has stalled.</summary>
public sealed class StallTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly DownloadMirror _mirror;

    public StallTests() => _mirror = new(options: new TransferOptions { Time = _time });

    public void Dispose() => _mirror.Dispose();

    [Fact]
    public async Task A_connection_that_stalls_is_continued_by_a_new_one()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { StallAfter = 100_000 });
        var stream = new MemoryStream();
        var (here, started) = (0L, 0);
        var download = _mirror.Downloader.DownloadAsync(
            [_mirror.Server[DownloadMirror.Path]], stream, _mirror.Bytes.Length, _mirror.Digest, "libx1", b =>
                (started, here) = (_time.Started, b));
        await UntilAsync(() => here == 100_000 && _time.Started > started);
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.Single(_mirror.Server.Requests);
        _time.Advance(TimeSpan.FromSeconds(1));
        await download;
        Assert.Equal(_mirror.Bytes, stream.ToArray());
        Assert.Equal([null, "bytes=100000-"], _mirror.Ranges);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_for_the_next_mirror()
    {
        _mirror.Server.Faults["*"] = new Fault { NoAnswer = true };
        var download = _mirror.GetAsync(_mirror.Server[DownloadMirror.Path], _mirror.Second[DownloadMirror.Path]);
        for (var i = 1; i <= 4; i++)
        {
            await UntilAsync(() => _mirror.Server.Requests.Count == i);
            _time.Advance(TimeSpan.FromSeconds(20));
        }
        Assert.Equal(_mirror.Bytes, await download);
        Assert.Single(_mirror.Second.Requests);
    }

    [Fact]
    public async Task The_error_says_that_no_bytes_came()
    {
        _mirror.Server.Faults["*"] = new Fault { NoAnswer = true };
        var download = _mirror.FailAsync();
        for (var i = 1; i <= 4; i++)
        {
            await UntilAsync(() => _mirror.Server.Requests.Count == i);
            _time.Advance(TimeSpan.FromSeconds(20));
        }
        Assert.Contains("(4 times, at last nothing came for 20 s)", (await download).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_server_is_waited_for()
    {
        var gate = new TaskCompletionSource();
        _mirror.Server.Next(DownloadMirror.Path, new Fault { Until = gate.Task });
        var download = _mirror.GetAsync();
        await UntilAsync(() => _mirror.Server.Waiting == 1);
        _time.Advance(TimeSpan.FromSeconds(19));
        gate.SetResult();
        Assert.Equal(_mirror.Bytes, await download);
        Assert.Single(_mirror.Server.Requests);
    }

    /// <summary>Waits for another thread without a time limit.</summary>
    internal static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(1, TestContext.Current.CancellationToken);
    }
}
