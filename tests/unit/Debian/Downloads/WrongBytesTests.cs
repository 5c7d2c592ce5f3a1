using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

/// <summary>Which bytes are right is for the digest to say.</summary>
public sealed class WrongBytesTests : IDisposable
{
    private static readonly Fault Tampered = new() { Tamper = Fault.Flip(77) };

    private readonly Mirror _mirror = new();

    private Uri First => _mirror.Server[Mirror.Path];

    private Uri Second => _mirror.Second[Mirror.Path];

    public void Dispose() => _mirror.Dispose();

    [Fact]
    public async Task Other_bytes_are_asked_for_once_more_from_the_start_past_caches()
    {
        _mirror.Server.Next(Mirror.Path, Tampered);
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Equal([null, null], _mirror.Ranges);
        Assert.Equal([null, "no-cache"], _mirror.Server.Requests.Select(r => r.Header("Cache-Control")));
        Assert.Empty(_mirror.Waits);
        Assert.Empty(_mirror.Second.Requests);
    }

    [Fact]
    public async Task A_mirror_that_gives_other_bytes_twice_is_left_for_the_next()
    {
        _mirror.Server.Faults["*"] = Tampered;
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Equal(2, _mirror.Server.Requests.Count);
        Assert.Equal([null], _mirror.Second.Requests.Select(r => r.Header("Range")));
    }

    [Fact]
    public async Task Other_bytes_everywhere_are_an_error_with_what_was_expected_and_found()
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
    public async Task Nothing_is_kept_of_other_bytes()
    {
        var stream = new MemoryStream();
        _mirror.Server.Faults["*"] = Tampered;
        await Assert.ThrowsAsync<RustImageException>(() => _mirror.DownloadAsync(stream));
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public async Task Bytes_that_one_mirror_tampered_with_do_not_spoil_those_of_the_next()
    {
        _mirror.Server.Next(Mirror.Path, Tampered with { CutAfter = 1000 });
        _mirror.Server.Faults["*"] = new Fault { Status = 404 };
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Equal(["bytes=1000-", null], _mirror.Second.Requests.Select(r => r.Header("Range")));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task A_file_of_another_size_is_refused_by_its_length(int difference)
    {
        _mirror.Server.Faults["*"] = new Fault { Tamper = b => [.. b.Concat(new byte[5]).Take(b.Length + difference)] };
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Equal(2, _mirror.Server.Requests.Count);
        var error = await _mirror.FailAsync();
        Assert.Contains($"it has {300_000 + difference} bytes instead of 300000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_bytes_than_promised_are_not_even_read()
    {
        _mirror.Server.Faults["*"] = new Fault { NoLength = true, StallAfter = 300_001, Tamper = b => [.. b, .. new byte[100]] };
        var error = await _mirror.FailAsync();
        Assert.Equal("RIMG7033", error.Code);
        Assert.Contains("it sent more than 300000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_bytes_than_promised_are_a_broken_connection()
    {
        _mirror.Server.Next(Mirror.Path, new Fault { NoLength = true, CutAfter = 250_000 });
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync());
        Assert.Equal([null, "bytes=250000-"], _mirror.Ranges);
    }

    [Fact]
    public async Task A_length_that_the_server_does_not_keep_is_not_believed()
    {
        _mirror.Server.Next(Mirror.Path, new Fault { WrongLength = 10 }, new Fault { WrongLength = -10 });
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Single(_mirror.Second.Requests);
    }

    [Fact]
    public async Task A_login_page_is_not_a_package_and_the_bytes_that_are_here_are_kept()
    {
        _mirror.Server.Next(Mirror.Path, new Fault { CutAfter = 1000 });
        _mirror.Server.Faults["*"] = new Fault { IgnoreRange = true, Tamper = _ => "<html>Log in</html>"u8.ToArray() };
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(First, Second));
        Assert.Equal(["bytes=1000-"], _mirror.Second.Requests.Select(r => r.Header("Range")));
    }
}
