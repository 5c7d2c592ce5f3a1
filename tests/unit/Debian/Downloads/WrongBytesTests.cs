using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

/// <summary>The digest decides which bytes are right.</summary>
public sealed class WrongBytesTests : IDisposable
{
    private static readonly Fault Tampered = new() { Tamper = Fault.Flip(77) };

    private readonly DownloadMirror _mirror = new();

    private Uri First => _mirror.Server[DownloadMirror.Path];

    private Uri Second => _mirror.Second[DownloadMirror.Path];

    public void Dispose() => _mirror.Dispose();

    [Fact]
    public async Task Wrong_bytes_are_requested_once_more_from_the_start_without_caches()
    {
        _mirror.Server.Next(DownloadMirror.Path, Tampered);
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Equal([null, null], _mirror.Ranges);
        Assert.Equal([null, "no-cache"], _mirror.Server.Requests.Select(r => r.Header("Cache-Control")));
        Assert.Empty(_mirror.Waits);
        Assert.Empty(_mirror.Second.Requests);
    }

    [Fact]
    public async Task A_mirror_that_sends_wrong_bytes_twice_is_given_up_for_the_next()
    {
        _mirror.Server.Faults["*"] = Tampered;
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Equal(2, _mirror.Server.Requests.Count);
        Assert.Equal([null], _mirror.Second.Requests.Select(r => r.Header("Range")));
    }

    [Fact]
    public async Task The_error_for_wrong_bytes_from_all_mirrors_shows_the_expected_and_found_digests()
    {
        _mirror.Server.Faults["*"] = Tampered;
        _mirror.Second.Faults["*"] = new Fault { Status = 404 };
        var error = await _mirror.FailAsync(First, Second);
        var found = Digest.OfBytes(Fault.Flip(77)(_mirror.Bytes));
        Assert.Equal("RIMG7033", error.Code);
        Assert.Contains(
            $"{First} (2 times, at last its digest is {found} instead of {_mirror.Digest}); {Second} (it answers HTTP 404)",
            error.Message.Replace(";  ", "; ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_bytes_are_not_kept()
    {
        var stream = new MemoryStream();
        _mirror.Server.Faults["*"] = Tampered;
        await Assert.ThrowsAsync<RustImageException>(() => _mirror.DownloadAsync(stream));
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public async Task Wrong_bytes_of_one_mirror_do_not_affect_the_next_mirror()
    {
        _mirror.Server.Next(DownloadMirror.Path, Tampered with { CutAfter = 1000 });
        _mirror.Server.Faults["*"] = new Fault { Status = 404 };
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Equal(["bytes=1000-", null], _mirror.Second.Requests.Select(r => r.Header("Range")));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task A_file_with_a_wrong_Content_Length_is_refused(int difference)
    {
        _mirror.Server.Faults["*"] = new Fault { Tamper = b => [.. b.Concat(new byte[5]).Take(b.Length + difference)] };
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Equal(2, _mirror.Server.Requests.Count);
        var error = await _mirror.FailAsync();
        Assert.Contains($"it has {300_000 + difference} bytes instead of 300000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_beyond_the_expected_size_are_not_read()
    {
        _mirror.Server.Faults["*"] = new Fault { NoLength = true, StallAfter = 300_001, Tamper = b => [.. b, .. new byte[100]] };
        var error = await _mirror.FailAsync();
        Assert.Equal("RIMG7033", error.Code);
        Assert.Contains("it sent more than 300000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_shorter_than_its_Content_Length_is_a_broken_connection()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { NoLength = true, CutAfter = 250_000 });
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync());
        Assert.Equal([null, "bytes=250000-"], _mirror.Ranges);
    }

    [Fact]
    public async Task A_wrong_Content_Length_is_not_trusted()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { WrongLength = 10 }, new Fault { WrongLength = -10 });
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Single(_mirror.Second.Requests);
    }

    [Fact]
    public async Task A_login_page_does_not_replace_the_already_downloaded_bytes()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { CutAfter = 1000 });
        _mirror.Server.Faults["*"] = new Fault { IgnoreRange = true, Tamper = _ => "<html>Log in</html>"u8.ToArray() };
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Equal(["bytes=1000-"], _mirror.Second.Requests.Select(r => r.Header("Range")));
    }
}
