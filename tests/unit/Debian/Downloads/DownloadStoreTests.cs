using RustImage.Debian.Downloads;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

public sealed class DownloadStoreTests : IDisposable
{
    private readonly DownloadMirror _mirror = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly DownloadStore _store;

    public DownloadStoreTests() => _store = new(_directory["store"], _mirror.Downloader);

    public void Dispose()
    {
        _mirror.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_file_is_stored_under_its_digest_with_no_other_file()
    {
        Assert.Null(_store.Find(_mirror.Digest, _mirror.Bytes.Length));
        var path = await GetAsync();
        Assert.Equal(_directory[$"store/sha256/{_mirror.Digest.Hex}"], path);
        Assert.Equal(_mirror.Bytes, File.ReadAllBytes(path));
        Assert.Equal(path, _store.Find(_mirror.Digest, _mirror.Bytes.Length));
        Assert.Equal([path], Directory.GetFiles(_directory["store"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_stored_file_needs_no_network()
    {
        await GetAsync();
        _mirror.Server.IsOffline = true;
        var requests = _mirror.Server.Requests.Count;
        await GetAsync();
        await _store.GetAllAsync([Wanted(_mirror.Bytes, "libx1")]);
        Assert.Equal(requests, _mirror.Server.Requests.Count);
    }

    [Fact]
    public async Task An_empty_store_without_a_network_is_an_error()
    {
        _mirror.Server.IsOffline = true;
        var error = await Assert.ThrowsAsync<RustImageException>(GetAsync);
        Assert.Equal("RIMG7032", error.Code);
    }

    [Fact]
    public async Task A_stored_file_of_a_wrong_size_is_replaced()
    {
        var path = await GetAsync();
        File.WriteAllText(path, "short");
        Assert.Null(_store.Find(_mirror.Digest, _mirror.Bytes.Length));
        Assert.Equal(_mirror.Bytes, File.ReadAllBytes(await GetAsync()));
    }

    [Fact]
    public async Task A_damaged_file_is_downloaded_again_after_it_was_dropped()
    {
        _store.Drop(_mirror.Digest);
        var path = await GetAsync();
        File.WriteAllBytes(path, Fault.Flip(1)(_mirror.Bytes));
        _store.Drop(_mirror.Digest);
        _store.Drop(_mirror.Digest);
        Assert.Equal(_mirror.Bytes, File.ReadAllBytes(await GetAsync()));
    }

    [Fact]
    public async Task Wrong_bytes_are_never_stored_under_the_digest()
    {
        _mirror.Server.Faults["*"] = new Fault { Tamper = Fault.Flip(0) };
        Assert.Equal("RIMG7033", (await Assert.ThrowsAsync<RustImageException>(GetAsync)).Code);
        Assert.Empty(Directory.GetFiles(_directory["store/sha256"]));
        Assert.DoesNotContain(Directory.GetFiles(_directory["store/partial"]), f => new FileInfo(f).Length > 0);
    }

    [Fact]
    public async Task A_build_continues_the_unfinished_download_of_another()
    {
        _mirror.Server.Next(DownloadMirror.Path, new Fault { CutAfter = 123_456 });
        _mirror.Server.Faults["*"] = new Fault { Status = 403 };
        await Assert.ThrowsAsync<RustImageException>(GetAsync);
        _mirror.Server.Faults.Clear();
        Assert.Equal(_mirror.Bytes, File.ReadAllBytes(await GetAsync()));
        Assert.Equal("bytes=123456-", _mirror.Ranges.Last());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    [InlineData(300_000)]
    [InlineData(300_007)]
    public async Task A_damaged_partial_file_still_leads_to_the_right_bytes(int size)
    {
        Directory.CreateDirectory(_directory["store/partial"]);
        File.WriteAllBytes(_directory[$"store/partial/{_mirror.Digest.Hex}"], new byte[size]);
        Assert.Equal(_mirror.Bytes, File.ReadAllBytes(await GetAsync()));
        Assert.Empty(Directory.GetFiles(_directory["store/partial"]));
    }

    [Fact]
    public async Task Several_files_come_in_the_requested_order_and_are_downloaded_once()
    {
        var files = Enumerable.Range(1, 30).Select(i => Wanted([.. Enumerable.Repeat((byte)i, 1000 * i)], $"f{i}")).ToList();
        files.Add(files[3]);
        var paths = await _store.GetAllAsync(files);
        Assert.Equal(files.Select(f => f.Digest), paths.Select(Digest.OfFile));
        Assert.Equal(30, _mirror.Server.Requests.Count);
    }

    [Fact]
    public async Task At_most_six_files_are_downloaded_at_once()
    {
        var gate = new TaskCompletionSource();
        _mirror.Server.Faults["*"] = new Fault { Until = gate.Task };
        var all = _store.GetAllAsync(Enumerable.Range(1, 20).Select(i => Wanted([(byte)i], $"f{i}")));
        await StallTests.UntilAsync(() => _mirror.Server.Waiting == 6);
        Assert.Equal(6, _mirror.Server.Requests.Count);
        gate.SetResult();
        Assert.Equal(20, (await all).Count);
    }

    [Fact]
    public async Task One_failed_file_among_several_is_the_error()
    {
        var files = Enumerable.Range(1, 10).Select(i => Wanted([(byte)i], $"f{i}")).ToList();
        _mirror.Server.Files.TryRemove("/f4", out _);
        var error = await Assert.ThrowsAsync<RustImageException>(() => _store.GetAllAsync(files));
        Assert.Equal("RIMG7036", error.Code);
        Assert.Contains("'f4'", error.Message, StringComparison.Ordinal);
    }

    private Task<string> GetAsync() =>
        _store.GetAsync(_mirror.Digest, _mirror.Bytes.Length, [_mirror.Server[DownloadMirror.Path]], "libx1");

    private WantedFile Wanted(byte[] bytes, string name)
    {
        _mirror.Server.Files[$"/{name}"] = bytes;
        return new WantedFile(Digest.OfBytes(bytes), bytes.Length, [_mirror.Server[$"/{name}"]], name);
    }
}
