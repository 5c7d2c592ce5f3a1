using System.Text;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

public sealed class FetchTests : IDisposable
{
    private const string Path = "/debian/dists/trixie/InRelease";

    private readonly DownloadMirror _mirror = new();

    public FetchTests()
    {
        _mirror.Server.Files[Path] = "one"u8.ToArray();
        _mirror.Second.Files[Path] = "two"u8.ToArray();
    }

    public void Dispose() => _mirror.Dispose();

    [Fact]
    public async Task A_small_file_is_fetched_without_caches()
    {
        Assert.Equal("one", await FetchAsync());
        Assert.Equal("no-cache", Assert.Single(_mirror.Server.Requests).Header("Cache-Control"));
        _mirror.Server.Files[Path] = "new"u8.ToArray();
        Assert.Equal("new", await FetchAsync());
    }

    [Fact]
    public async Task A_file_missing_from_all_sources_is_null()
    {
        _mirror.Server.Files.Clear();
        _mirror.Second.Files.Clear();
        Assert.Null(await FetchAsync());
        Assert.Empty(_mirror.Waits);
    }

    [Fact]
    public async Task The_next_source_is_tried_when_one_fails_or_lacks_the_file()
    {
        _mirror.Server.Faults["*"] = new Fault { Status = 404 };
        Assert.Equal("two", await FetchAsync());
        _mirror.Server.Faults["*"] = new Fault { Status = 403 };
        Assert.Equal("two", await FetchAsync());
        _mirror.Server.IsOffline = true;
        Assert.Equal("two", await FetchAsync());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(403)]
    [InlineData(410)]
    public async Task A_failing_source_is_an_error_even_if_all_others_lack_the_file(int status)
    {
        _mirror.Server.Files.Clear();
        _mirror.Second.Faults["*"] = new Fault { Status = status };
        var error = await Assert.ThrowsAsync<RustImageException>(FetchAsync);
        Assert.Equal("RIMG7032", error.Code);
        Assert.Contains("'InRelease'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rest_of_a_file_that_is_too_large_is_not_read()
    {
        _mirror.Server.Files[Path] = new byte[1_000_000];
        _mirror.Server.Faults["*"] = new Fault { NoLength = true, StallAfter = 200_000 };
        Assert.Equal("two", await FetchAsync());
        Assert.Single(_mirror.Server.Requests);
    }

    [Fact]
    public async Task A_broken_download_starts_again()
    {
        _mirror.Server.Next(Path, new Fault { CutAfter = 1 }, new Fault { Status = 503 });
        Assert.Equal("one", await FetchAsync());
        Assert.Equal(2, _mirror.Waits.Count);
        Assert.All(_mirror.Ranges, Assert.Null);
    }

    private async Task<string?> FetchAsync() =>
        await _mirror.Downloader.FetchAsync([_mirror.Server[Path], _mirror.Second[Path]], 100_000) is { } bytes
            ? Encoding.UTF8.GetString(bytes) : null;
}
