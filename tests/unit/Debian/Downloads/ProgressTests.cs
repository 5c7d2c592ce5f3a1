using RustImage.Debian.Downloads;
using RustImage.Http;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

public sealed class ProgressTests : IProgress<DownloadProgress>
{
    private readonly ManualTime _time = new();
    private readonly List<DownloadProgress> _told = [];

    void IProgress<DownloadProgress>.Report(DownloadProgress value) => _told.Add(value);

    [Fact]
    public void Progress_is_reported_at_most_twice_a_second_and_once_at_the_end()
    {
        var report = new ProgressMeter(this, [File("a", 100), File("b", 50)], _time);
        for (var i = 1; i <= 100; i++)
        {
            report.Moved(0, i);
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }
        report.Finished(0);
        report.Finished(1);
        Assert.Equal(
            [new("a", 1, 150, 0, 2), new("a", 51, 150, 0, 2), new("b", 150, 150, 2, 2)],
            _told);
    }

    [Fact]
    public async Task Stored_files_do_not_count_as_progress()
    {
        using var directory = new TemporaryDirectory();
        using var mirror = new DownloadMirror(1000, new TransferOptions { Time = _time });
        var store = new DownloadStore(directory.Path, mirror.Downloader);
        var file = new WantedFile(mirror.Digest, 1000, [mirror.Server[DownloadMirror.Path]], "libx1");
        mirror.Server.Files["/two"] = [2];
        var two = new WantedFile(Digest.OfBytes([2]), 1, [mirror.Server["/two"]], "two");
        await store.GetAllAsync([file], this);
        Assert.Equal(new DownloadProgress("libx1", 1000, 1000, 1, 1), _told[^1]);
        _told.Clear();
        await store.GetAllAsync([file, two], this);
        Assert.Equal(new DownloadProgress("two", 1, 1, 1, 1), _told[^1]);
        _told.Clear();
        await store.GetAllAsync([file, two], this);
        Assert.Empty(_told);
    }

    private static WantedFile File(string name, long size) => new(Digest.OfBytes([]), size, [], name);
}
