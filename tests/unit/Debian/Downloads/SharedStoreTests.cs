using System.Text;
using RustImage.Debian.Downloads;
using RustImage.Http;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

/// <summary>Concurrent and killed builds share one store.</summary>
public sealed class SharedStoreTests : IDisposable
{
    private const string Variable = "RUSTIMAGE_TEST_DOWNLOAD";

    private readonly DownloadMirror _mirror = new(options: new TransferOptions { Time = new ManualTime() });
    private readonly TemporaryDirectory _directory = new();

    private string Partial => _directory[$"store/partial/{_mirror.Digest.Hex}"];

    public void Dispose()
    {
        _mirror.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Concurrent_builds_download_a_file_once()
    {
        var paths = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(GetAsync)));
        Assert.Equal(_mirror.Bytes, File.ReadAllBytes(Assert.Single(paths.Distinct())));
        Assert.Single(_mirror.Server.Requests);
        Assert.Empty(Directory.GetFiles(_directory["store/partial"]));
    }

    [Fact]
    public void A_file_lock_has_one_holder_at_a_time()
    {
        var (holders, twice) = (0, 0);
        var threads = Enumerable.Range(0, 6).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 1500; i++)
            {
                using var held = InterprocessLock.TryTake(_directory["lock"]);
                if (held is null)
                    continue;
                if (Interlocked.Increment(ref holders) > 1)
                    Interlocked.Increment(ref twice);
                Thread.SpinWait(2000);
                Interlocked.Decrement(ref holders);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(0, twice);
        Assert.False(File.Exists(_directory["lock"]));
    }

    [Fact]
    public async Task A_file_lock_of_another_process_is_respected_until_it_exits()
    {
        var flock = Require.Tool("flock", "util-linux");
        var held = new TaskCompletionSource();
        using var end = new CancellationTokenSource();
        var holder = ProcessRunner.RunAsync(
            new Command(flock, [_directory["lock"], "sh", "-c", "echo held; sleep 1000"], _directory.Path),
            _ => held.TrySetResult(), _ => { }, end.Token);
        await held.Task;
        Assert.Null(InterprocessLock.TryTake(_directory["lock"]));
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holder);
        await StallTests.UntilAsync(() =>
        {
            using var taken = InterprocessLock.TryTake(_directory["lock"]);
            return taken is not null;
        });
    }

    [Fact]
    public async Task A_file_lock_that_cannot_be_created_is_an_immediate_error()
    {
        await Assert.ThrowsAnyAsync<IOException>(
            () => InterprocessLock.TakeAsync(_directory["none/lock"], () => 0, "x", new TransferOptions(), default));
    }

    [Fact]
    public async Task The_wait_for_a_build_without_progress_is_limited()
    {
        var time = new ManualTime();
        var waits = 0;
        Directory.CreateDirectory(_directory["store/partial"]);
        using var held = InterprocessLock.TryTake($"{Partial}.lock");
        using var downloader = new Downloader(new TransferOptions
        {
            Time = time,
            Delay = (wait, _) =>
            {
                // The file grows for a while, so the waiting goes on.
                if (++waits < 4000)
                    File.AppendAllText(Partial, "x");
                time.Advance(wait);
                return Task.CompletedTask;
            },
        });
        var store = new DownloadStore(_directory["store"], downloader);
        var error = await Assert.ThrowsAsync<RustImageException>(
            () => store.GetAsync(_mirror.Digest, _mirror.Bytes.Length, [_mirror.Server[DownloadMirror.Path]], "libx1"));
        Assert.Equal("RIMG7034", error.Code);
        Assert.Contains("no progress for 300 s", error.Message, StringComparison.Ordinal);
        Assert.InRange(waits, 7000, 7010);
        Assert.Empty(_mirror.Server.Requests);
    }

    [Fact]
    public async Task The_download_of_a_killed_build_is_continued()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { StallAfter = 200_000 });
        using var kill = new CancellationTokenSource();
        var output = new StringBuilder();
        var killed = ProcessRunner.RunAsync(
            new Command(
                Path.ChangeExtension(typeof(SharedStoreTests).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null),
                ["-noColor", "-explicit", "only", "-method",
                    $"{typeof(SharedStoreTests).FullName}.{nameof(This_process_downloads_until_it_is_killed)}"],
                _directory.Path,
                new Dictionary<string, string?>
                {
                    [Variable] =
                        string.Join('\n', _directory["store"], _mirror.Server[DownloadMirror.Path], _mirror.Digest, _mirror.Bytes.Length),
                }),
            l => output.AppendLine(l), l => output.AppendLine(l), kill.Token);
        await StallTests.UntilAsync(() => killed.IsCompleted || (File.Exists(Partial) && new FileInfo(Partial).Length == 200_000));
        Assert.False(killed.IsCompleted, output.ToString());
        Assert.Null(InterprocessLock.TryTake($"{Partial}.lock"));
        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => killed);

        Assert.Equal(_mirror.Bytes, File.ReadAllBytes(await GetAsync()));
        Assert.Equal("bytes=200000-", _mirror.Ranges.Last());
        Assert.Empty(Directory.GetFiles(_directory["store/partial"]));
    }

    /// <summary>Runs in the second process of the test above.</summary>
    [Fact(Explicit = true)]
    [Trait("Is", "a process of another test")]
    public async Task This_process_downloads_until_it_is_killed()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('\n') is not [var directory, var source, var digest, var size])
            return;
        using var downloader = new Downloader(new TransferOptions { Time = new ManualTime() });
        await new DownloadStore(directory, downloader).GetAsync(
            Digest.Parse(digest), long.Parse(size, System.Globalization.CultureInfo.InvariantCulture), [new Uri(source)], "libx1");
    }

    private Task<string> GetAsync() => new DownloadStore(_directory["store"], _mirror.Downloader)
        .GetAsync(_mirror.Digest, _mirror.Bytes.Length, [_mirror.Server[DownloadMirror.Path]], "libx1");
}
