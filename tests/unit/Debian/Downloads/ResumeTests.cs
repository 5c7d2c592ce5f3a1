using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

public sealed class ResumeTests : IDisposable
{
    private readonly DownloadMirror _mirror = new();

    private Uri First => _mirror.Server[DownloadMirror.Path];

    private Uri Second => _mirror.Second[DownloadMirror.Path];

    public void Dispose() => _mirror.Dispose();

    [Fact]
    public async Task A_broken_download_continues_where_it_ended()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { CutAfter = 100_000 }, new Fault { CutAfter = 50_000 });
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync());
        Assert.Equal([null, "bytes=100000-", "bytes=150000-"], _mirror.Ranges);
        Assert.Equal(2, _mirror.Waits.Count);
    }

    [Fact]
    public async Task The_rest_is_requested_only_if_the_file_is_unchanged()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { CutAfter = 1000, ETag = "\"one\"" }, new Fault { ETag = "\"two\"" });
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync());
        Assert.Equal([null, "\"one\""], _mirror.Server.Requests.Select(r => r.Header("If-Range")));
    }

    [Theory]
    [InlineData("W/\"weak\"")]
    [InlineData("")]
    public async Task A_server_without_a_strong_entity_tag_is_asked_for_the_rest(string tag)
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { CutAfter = 1000, ETag = tag }, new Fault { ETag = tag });
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync());
        Assert.Equal([null, "bytes=1000-"], _mirror.Ranges);
        Assert.Null(_mirror.Server.Requests[1].Header("If-Range"));
    }

    [Fact]
    public async Task A_server_without_ranges_sends_the_file_from_the_start()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { CutAfter = 1000 }, new Fault { IgnoreRange = true });
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync());
        Assert.Equal(2, _mirror.Server.Requests.Count);
    }

    [Fact]
    public async Task A_wrong_range_is_rejected()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { CutAfter = 1000 }, new Fault { WrongRange = 7 });
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync());
        Assert.Equal([null, "bytes=1000-", null], _mirror.Ranges);
    }

    [Fact]
    public async Task The_next_mirror_continues_the_download()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { CutAfter = 1000 });
        _mirror.Server.Faults["*"] = new Fault { Status = 500 };
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        var request = Assert.Single(_mirror.Second.Requests);
        Assert.Equal("bytes=1000-", request.Header("Range"));
        Assert.Null(request.Header("If-Range"));
    }

    [Fact]
    public async Task A_large_file_is_downloaded_over_a_bad_network()
    {
        using var mirror = new DownloadMirror(3_000_000);
        mirror.Server.Faults["*"] = new Fault { CutAfter = 300_000 };
        Assert.Equal(mirror.Bytes, await mirror.GetAsync());
        Assert.Equal(10, mirror.Server.Requests.Count);
        Assert.All(mirror.Waits, w => Assert.InRange(w.TotalSeconds, 0.25, 0.75));
    }

    [Fact]
    public async Task A_download_with_almost_no_progress_per_try_is_given_up()
    {
        _mirror.Server.Faults["*"] = new Fault { CutAfter = 10 };
        var error = await _mirror.FailAsync();
        Assert.Equal("RIMG7032", error.Code);
        Assert.Equal(4, _mirror.Server.Requests.Count);
    }

    [Fact]
    public async Task Already_downloaded_bytes_are_not_requested_again()
    {
        var stream = Stream(_mirror.Bytes[..200_000]);
        await _mirror.DownloadAsync(stream);
        Assert.Equal(_mirror.Bytes, stream.ToArray());
        Assert.Equal(["bytes=200000-"], _mirror.Ranges);
    }

    [Fact]
    public async Task A_complete_file_needs_no_network()
    {
        await _mirror.DownloadAsync(Stream(_mirror.Bytes));
        Assert.Empty(_mirror.Server.Requests);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(300_000)]
    [InlineData(300_001)]
    [InlineData(500_000)]
    public async Task Wrong_bytes_in_the_partial_file_are_replaced(int size)
    {
        var stream = Stream(new byte[size]);
        await _mirror.DownloadAsync(stream);
        Assert.Equal(_mirror.Bytes, stream.ToArray());
    }

    [Fact]
    public async Task Progress_includes_the_already_downloaded_bytes()
    {
        var told = new List<long>();
        _mirror.Server.Next(DownloadMirror.Path, new Fault { CutAfter = 1000 }, new Fault { IgnoreRange = true });
        await _mirror.Downloader.DownloadAsync([First], new MemoryStream(), _mirror.Bytes.Length, _mirror.Digest, "libx1", told.Add);
        Assert.Equal([1000, 0], told[..2]);
        Assert.Equal(_mirror.Bytes.Length, told[^1]);
    }

    private static MemoryStream Stream(byte[] bytes)
    {
        var stream = new MemoryStream();
        stream.Write(bytes);
        return stream;
    }
}
