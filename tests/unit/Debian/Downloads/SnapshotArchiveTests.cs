using System.Text;
using RustImage.Debian.Downloads;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

public sealed class SnapshotArchiveTests : IDisposable
{
    private const string Path = "/mr/binary/libx1/1:1.0+dfsg-1~deb13u1/binfiles";

    private static readonly string One = new('1', 40);
    private static readonly string Two = new('2', 40);
    private static readonly string Three = new('3', 40);

    private readonly DownloadMirror _mirror = new();
    private readonly SnapshotArchive _archive;

    public SnapshotArchiveTests()
    {
        _archive = new(_mirror.Downloader, _mirror.Server.Address);
        Answer($$"""
            {
              "_comment": "x", "binary": "libx1", "binary_version": "1:1.0+dfsg-1~deb13u1",
              "result": [
                { "architecture": "amd64", "hash": "{{One}}" }, { "architecture": "arm64", "hash": "{{Two}}" },
                { "architecture": "amd64", "hash": "{{Three}}" }
              ],
              "fileinfo": {
                "{{One}}": [
                  { "archive_name": "debian", "first_seen": "20260101T000000Z", "name": "x.deb", "path": "/pool/main/x", "size": 1234 },
                  { "archive_name": "debian-security", "first_seen": "20260102T000000Z", "name": "x.deb", "path": "/pool/main/x",
                    "size": 1234 } ],
                "{{Two}}": [
                  { "archive_name": "debian", "first_seen": "20260101T000000Z", "name": "y.deb", "path": "/pool/main/x", "size": 5678 } ],
                "{{Three}}": [
                  { "archive_name": "debian-ports", "first_seen": "20260101T000000Z", "name": "z.deb", "path": "/pool/main/x", "size": 9 } ]
              }
            }
            """);
    }

    public void Dispose() => _mirror.Dispose();

    [Theory]
    [InlineData("amd64", 1234, '1')]
    [InlineData("amd64", 9, '3')]
    [InlineData("arm64", 5678, '2')]
    public async Task A_file_is_identified_by_architecture_and_size(string architecture, long size, char digit)
    {
        var found = await FindAsync(architecture, size);
        Assert.Equal([_mirror.Server[$"/file/{new string(digit, 40)}"]], found);
        Assert.EndsWith("binfiles?fileinfo=1", Assert.Single(_mirror.Server.Requests).Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amd64", 5678)]
    [InlineData("amd64", 1235)]
    [InlineData("s390x", 1234)]
    public async Task A_file_missing_from_the_archive_has_no_address(string architecture, long size) =>
        Assert.Empty(await FindAsync(architecture, size));

    [Fact]
    public async Task A_file_for_all_architectures_fits_every_architecture()
    {
        Answer($$"""{ "result": [ { "architecture": "all", "hash": "{{One}}" } ], "fileinfo": { "{{One}}": [ { "size": 1 } ] } }""");
        Assert.Equal([_mirror.Server[$"/file/{One}"]], await FindAsync("amd64", 1));
    }

    [Fact]
    public async Task An_unknown_version_has_no_address()
    {
        Assert.Empty(await _archive.FindAsync("libx1", "2.0-1", "amd64", 1));
        Assert.Empty(await _archive.FindAsync("../x", "2.0-1", "amd64", 1));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"result":[{"architecture":"amd64"}],"fileinfo":{}}""")]
    [InlineData("""{"result":{},"fileinfo":{}}""")]
    [InlineData("""{"result":[{"architecture":"amd64","hash":1}],"fileinfo":{}}""")]
    public async Task An_invalid_answer_of_the_archive_is_an_error(string text)
    {
        Answer(text);
        var error = await Assert.ThrowsAsync<RustImageException>(() => FindAsync("amd64", 1));
        Assert.Equal("RIMG7035", error.Code);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task A_file_name_that_is_an_invalid_digest_has_no_address()
    {
        Answer("""{"result":[{"architecture":"amd64","hash":"../../x"}],"fileinfo":{"../../x":[{"size":1}]}}""");
        Assert.Empty(await FindAsync("amd64", 1));
    }

    [Fact]
    public async Task A_request_to_a_busy_archive_is_repeated_after_long_waits()
    {
        var busy = new Fault { Status = 503, RetryAfter = "100" };
        _mirror.Server.Next(Path, busy, busy, busy, busy, busy);
        Assert.Single(await FindAsync("amd64", 1234));
        Assert.Equal(5, _mirror.Waits.Count);
        _mirror.Server.IsOffline = true;
        Assert.Equal("RIMG7032", (await Assert.ThrowsAsync<RustImageException>(() => FindAsync("amd64", 1234))).Code);
    }

    [Fact]
    public async Task A_file_of_a_busy_archive_is_requested_again_after_long_waits()
    {
        _mirror.Server.Faults["*"] = new Fault { Status = 503 };
        await _mirror.FailAsync();
        Assert.Equal(5, _mirror.Waits.Count);
        Assert.All(_mirror.Waits, (w, i) => Assert.InRange(w.TotalSeconds, Math.Pow(2, i), 3 * Math.Pow(2, i)));
    }

    [Fact]
    public async Task The_archive_gets_one_request_at_a_time()
    {
        var gate = new TaskCompletionSource();
        _mirror.Server.Faults["*"] = new Fault { Until = gate.Task };
        var find = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => FindAsync("amd64", 1234)));
        var download = _mirror.GetAsync();
        await StallTests.UntilAsync(() => _mirror.Server.Waiting == 1);
        Assert.Single(_mirror.Server.Requests);
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(_mirror.Second[DownloadMirror.Path]));
        gate.SetResult();
        Assert.All(await find, f => Assert.Single(f));
        Assert.Equal(_mirror.Bytes, await download);
        Assert.Equal(6, _mirror.Server.Requests.Count);
    }

    private Task<IReadOnlyList<Uri>> FindAsync(string architecture, long size) =>
        _archive.FindAsync("libx1", "1:1.0+dfsg-1~deb13u1", architecture, size);

    private void Answer(string json) => _mirror.Server.Files[Path] = Encoding.UTF8.GetBytes(json);
}
