using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

public sealed class DirectoryMirrorTests : IDisposable
{
    private readonly DownloadMirror _mirror = new();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        _directory.Dispose();
        _mirror.Dispose();
    }

    [Fact]
    public async Task A_file_or_its_remaining_bytes_are_read_from_disk()
    {
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(Write(_mirror.Bytes)));
        var stream = new MemoryStream();
        stream.Write(_mirror.Bytes.AsSpan(0, 1000));
        await _mirror.DownloadAsync(stream, Write(_mirror.Bytes));
        Assert.Equal(_mirror.Bytes, stream.ToArray());
    }

    [Fact]
    public async Task A_missing_file_or_directory_leads_to_the_next_source()
    {
        Assert.Equal(
            _mirror.Bytes,
            await _mirror.GetAsync(new(_directory["none"]), new(_directory["none/none"]), _mirror.Server[DownloadMirror.Path]));
        Assert.Null(await _mirror.Downloader.FetchAsync([new(_directory["none"]), new(_directory["none/none"])], 100));
        Assert.Empty(_mirror.Waits);
    }

    [Fact]
    public async Task Wrong_bytes_on_disk_are_an_error()
    {
        var error = await _mirror.FailAsync(Write(Fault.Flip(9)(_mirror.Bytes)));
        Assert.Equal("RIMG7033", error.Code);
        Assert.Contains(_directory["x y%20#.deb"], error.Message, StringComparison.Ordinal);
        error = await _mirror.FailAsync(Write([1, 2, 3]));
        Assert.Contains("it has 3 bytes instead of 300000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_is_not_a_file()
    {
        var error = await _mirror.FailAsync(new Uri(_directory.Path));
        Assert.Equal("RIMG7032", error.Code);
    }

    private Uri Write(byte[] bytes)
    {
        File.WriteAllBytes(_directory["x y%20#.deb"], bytes);
        return new Uri(_directory["x y%20#.deb"]);
    }
}
