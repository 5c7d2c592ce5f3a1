using RustImage.Cache;
using RustImage.Testing;
using RustImage.Upkeep;

namespace RustImage.UnitTests.Upkeep;

public sealed class CacheCleanerTests : IDisposable
{
    private readonly CacheFixture _cache = new();

    [Fact]
    public async Task A_missing_cache_stays_missing()
    {
        Assert.Empty((await _cache.CleanAsync()).Removed);
        Assert.False(Directory.Exists(_cache.Directory));
    }

    [Fact]
    public async Task Without_a_limit_every_file_of_the_cache_goes_and_files_of_others_stay()
    {
        _cache.AddLayer("layer");
        await _cache.AddPackageAsync();
        await _cache.PullAsync(new TestLayer().File("etc/passwd", "root:x:0:0::/:\n"));
        var others = CacheFixture.Write(Path.Combine(_cache.Directory, "notes.txt"), [1]);
        await _cache.CleanAsync();
        Assert.Empty(_cache.Entries);
        Assert.Equal(
            [_cache.Layout.Lock, others],
            Directory.GetFiles(_cache.Directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_not_used_for_long_goes_and_the_rest_still_works()
    {
        var old = _cache.AddLayer("old layer");
        var package = await _cache.AddPackageAsync();
        _cache.Age(days: 40);
        var young = _cache.AddLayer("young layer");
        Assert.True(_cache.Packages.TryOpen(package, out _));

        var cleaned = await _cache.CleanAsync(age: "30d");
        Assert.Equal([CacheKind.DebianDownload, CacheKind.CompressedLayer], cleaned.Removed.Select(e => e.Kind).Order());
        Assert.Null(_cache.Blobs.Find(old, CacheFixture.Compressor));
        Assert.NotNull(_cache.Blobs.Find(young, CacheFixture.Compressor));
        Assert.True(_cache.Packages.TryOpen(package, out _));
    }

    [Fact]
    public async Task A_file_of_two_base_layers_stays_while_one_of_them_does()
    {
        var passwd = new TestLayer().File("etc/passwd", "root:x:0:0::/:\n");
        await _cache.PullAsync(passwd.File("etc/first", "first"));
        _cache.Age(days: 40);
        await _cache.PullAsync(new TestLayer().File("etc/passwd", "root:x:0:0::/:\n").File("etc/second", "second"));
        var shared = Path.Combine(_cache.Layout.BaseFiles, Digest.OfBytes("root:x:0:0::/:\n"u8).Hex);

        await _cache.CleanAsync(age: "30d");
        Assert.True(File.Exists(shared));
        Assert.False(File.Exists(Path.Combine(_cache.Layout.BaseFiles, Digest.OfBytes("first"u8).Hex)));
        await _cache.CleanAsync(size: "0B");
        Assert.False(File.Exists(shared));
    }

    [Fact]
    public async Task A_lost_layer_is_made_again()
    {
        var layer = _cache.AddLayer("layer");
        await _cache.CleanAsync();
        Assert.Equal(layer, _cache.AddLayer("layer"));
        Assert.NotNull(_cache.Blobs.Find(layer, CacheFixture.Compressor));
    }

    [Fact]
    public async Task What_a_killed_cleaner_has_left_is_deleted()
    {
        CacheFixture.Write(Path.Combine(_cache.Layout.Removed, "a", "b"), [1]);
        await _cache.CleanAsync(age: "30d");
        Assert.False(Directory.Exists(_cache.Layout.Removed));
    }

    [Fact]
    public async Task Builds_and_cleaners_side_by_side_never_take_a_layer_from_a_build()
    {
        using var end = new CancellationTokenSource();
        var cleaned = 0;
        var cleaners = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                try
                {
                    cleaned += (await _cache.CleanAsync()).Removed.Count;
                }
                catch (RustImageException)
                {
                    // Builds used the cache all the time.
                }
            }
        })).ToList();
        var builds = Enumerable.Range(0, 4).Select(b => Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                using (await CacheLock.ShareAsync(_cache.Directory, TestContext.Current.CancellationToken))
                {
                    var layer = _cache.AddLayer($"layer {(b + i) % 5}");
                    for (var reads = 0; reads < 5; reads++)
                    {
                        Assert.Equal(layer, Digest.OfFile(_cache.Blobs.Find(layer, CacheFixture.Compressor)!.Path));
                        await Task.Delay(1, TestContext.Current.CancellationToken);
                    }
                }
                // Lets a cleaner have its turn.
                await Task.Delay(60, TestContext.Current.CancellationToken);
            }
        })).ToList();
        await Task.WhenAll(builds);
        await end.CancelAsync();
        await Task.WhenAll(cleaners);
        Assert.True(cleaned > 0, "No cleaner had a turn.");
    }

    public void Dispose() => _cache.Dispose();
}
