using RustImage.Http;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

public sealed class DownloaderTests : IDisposable
{
    private readonly DownloadMirror _mirror = new();

    private Uri First => _mirror.Server[DownloadMirror.Path];

    private Uri Second => _mirror.Second[DownloadMirror.Path];

    public void Dispose() => _mirror.Dispose();

    [Fact]
    public async Task One_request_downloads_the_whole_file()
    {
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync());
        var request = Assert.Single(_mirror.Server.Requests);
        Assert.Equal(("GET", DownloadMirror.Path), (request.Method, request.Path));
        Assert.Matches(@"^RustImage\.Sdk/\d+\.\d+\.\d+\z", request.Header("User-Agent"));
        Assert.Null(request.Header("Range"));
        Assert.Null(request.Header("Accept-Encoding"));
        Assert.Null(request.Header("Cache-Control"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 17)]
    [InlineData((1 << 17) + 1)]
    public async Task A_file_of_any_size_is_downloaded_correctly(int size)
    {
        using var mirror = new DownloadMirror(size);
        Assert.Equal(mirror.Bytes, await mirror.GetAsync());
    }

    [Fact]
    public async Task A_body_without_a_length_is_accepted()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { NoLength = true });
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync());
    }

    [Fact]
    public async Task A_missing_file_leads_to_the_next_mirror_at_once()
    {
        _mirror.Server.Files.Clear();
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Single(_mirror.Server.Requests);
        Assert.Empty(_mirror.Waits);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(410)]
    [InlineData(451)]
    public async Task A_refusal_leads_to_the_next_mirror_at_once(int status)
    {
        _mirror.Server.Faults["*"] = new Fault { Status = status };
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Single(_mirror.Server.Requests);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_request_to_a_failing_server_is_repeated(int status)
    {
        var fault = new Fault { Status = status };
        _mirror.Server.Next(DownloadMirror.Path, fault, fault, fault);
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Equal(4, _mirror.Server.Requests.Count);
        Assert.Empty(_mirror.Second.Requests);
    }

    [Fact]
    public async Task Each_wait_is_longer_than_the_one_before_within_the_random_spread()
    {
        _mirror.Server.Faults["*"] = new Fault { Status = 503 };
        await _mirror.FailAsync();
        Assert.Equal(3, _mirror.Waits.Count);
        Assert.All(_mirror.Waits, (w, i) => Assert.InRange(w.TotalSeconds, 0.25 * Math.Pow(2, i), 0.75 * Math.Pow(2, i)));
    }

    [Fact]
    public async Task A_server_that_keeps_failing_is_given_up_for_the_next_mirror()
    {
        _mirror.Server.Faults["*"] = new Fault { Status = 503 };
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Equal(4, _mirror.Server.Requests.Count);
    }

    [Fact]
    public async Task A_server_may_ask_for_a_wait_in_seconds()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { Status = 429, RetryAfter = "17" });
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync());
        Assert.Equal([TimeSpan.FromSeconds(17)], _mirror.Waits);
    }

    [Fact]
    public async Task A_server_may_ask_for_a_wait_until_a_date()
    {
        using var mirror = new DownloadMirror(options: new TransferOptions { Time = new ManualTime() });
        mirror.Server.Next(DownloadMirror.Path, new Fault { Status = 503, RetryAfter = "Thu, 01 Jan 1970 00:00:33 GMT" });
        Assert.Equal(mirror.Bytes, await mirror.GetAsync());
        Assert.Equal([TimeSpan.FromSeconds(33)], mirror.Waits);
    }

    [Fact]
    public async Task A_server_that_asks_for_too_long_a_wait_is_given_up_for_the_next_mirror()
    {
        _mirror.Server.Faults["*"] = new Fault { Status = 429, RetryAfter = "3600" };
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Single(_mirror.Server.Requests);
        Assert.Empty(_mirror.Waits);
    }

    [Fact]
    public async Task The_error_for_a_missing_network_names_every_source()
    {
        _mirror.Server.IsOffline = true;
        _mirror.Second.Files.Clear();
        var nobody = new Uri(FaultyServer.UnusedAddress(), "x.deb");
        var error = await _mirror.FailAsync(First, Second, nobody);
        Assert.Equal("RIMG7032", error.Code);
        Assert.Contains("'libx1'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{First} (4 times, at last ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{Second} (it answers HTTP 404)", error.Message, StringComparison.Ordinal);
        Assert.Matches(@$"{nobody} \(4 times, at last .*refused", error.Message);
        Assert.Contains("DebianMirror", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task An_unknown_host_is_an_error()
    {
        var error = await _mirror.FailAsync(new Uri("http://mirror.invalid/x.deb"));
        Assert.Equal("RIMG7032", error.Code);
        Assert.Contains("http://mirror.invalid/x.deb", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_an_address_is_an_error()
    {
        var error = await Assert.ThrowsAsync<RustImageException>(
            () => _mirror.Downloader.DownloadAsync([], new MemoryStream(), 1, _mirror.Digest, "libx1"));
        Assert.Equal("RIMG7032", error.Code);
        Assert.Contains("no address is known", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_shows_no_secret()
    {
        _mirror.Server.Files.Clear();
        var error = await _mirror.FailAsync(new UriBuilder(First) { UserName = "user", Password = "secret", Query = "token=secret" }.Uri);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Contains(First.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_build_ends_at_once()
    {
        using var stop = new CancellationTokenSource();
        _mirror.Server.Faults["*"] = new Fault { StallAfter = 1000 };
        var download = _mirror.Downloader.DownloadAsync(
            [First, Second], new MemoryStream(), _mirror.Bytes.Length, _mirror.Digest, "libx1", b => stop.Cancel(), stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download);
        Assert.Empty(_mirror.Second.Requests);
    }

    [Fact]
    public async Task A_full_disk_is_not_reported_as_a_network_error()
    {
        await Assert.ThrowsAsync<IOException>(() => _mirror.DownloadAsync(new FullDisk(), First, Second));
        Assert.Single(_mirror.Server.Requests);
        Assert.Empty(_mirror.Second.Requests);
    }

    private sealed class FullDisk : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device");
    }
}
