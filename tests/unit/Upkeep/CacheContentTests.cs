using RustImage.Cache;
using RustImage.Outputs.Registries;
using RustImage.Testing;
using RustImage.Upkeep;

namespace RustImage.UnitTests.Upkeep;

public sealed class CacheContentTests : IDisposable
{
    private readonly CacheFixture _cache = new();

    [Fact]
    public void A_missing_cache_is_empty()
    {
        Assert.Empty(_cache.Entries);
        Assert.Equal([$"The cache '{_cache.Directory}' is empty."], CacheTable.Lines(_cache.Directory, _cache.Entries));
    }

    [Fact]
    public async Task Everything_that_the_stores_write_has_a_kind_and_counts_once()
    {
        _cache.AddLayer("layer");
        await _cache.AddPackageAsync();
        await _cache.PullAsync(new TestLayer().File("etc/passwd", "root:x:0:0::/:\n"));
        new BlobLocationCache(_cache.Layout.Registries).Add("localhost:5000", Digest.OfBytes("x"u8), "team/app");
        var downloads = CacheLayout.DownloadsIn(_cache.Layout.Debian);
        CacheFixture.Write(Path.Combine(downloads, "sha256", Digest.OfBytes("Packages"u8).Hex), [.. "Packages"u8]);
        CacheFixture.Write(Path.Combine(downloads, "partial", Digest.OfBytes("part"u8).Hex), [.. "part"u8]);
        CacheFixture.Write(_cache.Blobs.PathOf(Digest.OfBytes("{}"u8)), [.. "{}"u8]);

        var entries = _cache.Entries;
        Assert.Equal(Enum.GetValues<CacheKind>(), entries.Select(e => e.Kind).Order());
        var files = Directory.GetFiles(_cache.Directory, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) != ".lock");
        Assert.Equal(files.Sum(f => new FileInfo(f).Length), entries.Sum(e => e.Size));
        Assert.All(files, f => Assert.Single(
            entries.SelectMany(e => e.Paths), p => f == p || f.StartsWith(p + Path.DirectorySeparatorChar, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_use_is_the_last_use()
    {
        var layer = _cache.AddLayer("layer");
        var package = await _cache.AddPackageAsync();
        _cache.Age(days: 9);
        Assert.All(_cache.Entries, e => Assert.InRange(DateTime.UtcNow - e.LastUse, TimeSpan.FromDays(8.9), TimeSpan.FromDays(9.1)));
        var blobTime = File.GetLastWriteTimeUtc(_cache.Blobs.PathOf(layer));

        Assert.NotNull(_cache.Blobs.Find(layer, CacheFixture.Compressor));
        Assert.True(_cache.Packages.TryOpen(package, out _));
        AssertUsed(CacheKind.CompressedLayer, CacheKind.DebianPackage);
        Assert.Equal(blobTime, File.GetLastWriteTimeUtc(_cache.Blobs.PathOf(layer)));
        // The store takes a file with another time for one that was written to.
        Assert.True(_cache.Packages.TryOpen(package, out _));
    }

    [Fact]
    public async Task A_base_that_is_found_in_the_cache_is_used()
    {
        var layer = new TestLayer().File("etc/passwd", "root:x:0:0::/:\n");
        await _cache.PullAsync(layer);
        _cache.Age(days: 9);
        await _cache.PullAsync(layer);
        AssertUsed(CacheKind.BaseLayer, CacheKind.BaseFiles);
    }

    [Fact]
    public void Files_of_others_are_left_out()
    {
        foreach (var name in new[] { "notes.txt", "blobs/sha256/short", "debian/packages/mine/x", $"base/files/{new string('g', 64)}" })
            CacheFixture.Write(Path.Combine(_cache.Directory, name), [1]);
        Assert.Empty(_cache.Entries);
    }

    [Fact]
    public void The_table_has_a_row_for_each_kind_and_a_total()
    {
        var day = new DateTime(2026, 12, 1, 12, 0, 0, DateTimeKind.Local).ToUniversalTime();
        var lines = CacheTable.Lines("/cache",
        [
            new(CacheKind.CompressedLayer, 1_500_000, day, []),
            new(CacheKind.CompressedLayer, 500_000, day.AddDays(-2), []),
            new(CacheKind.DebianPackage, 10, day.AddDays(-1), []),
        ]);
        Assert.Equal(
            [
                "/cache",
                "                          number    size        oldest use        newest use",
                "unpacked Debian packages       1    10 B  2026-11-30 12:00  2026-11-30 12:00",
                "compressed layers              2  2.0 MB  2026-11-29 12:00  2026-12-01 12:00",
                "total                          3  2.0 MB  2026-11-29 12:00  2026-12-01 12:00",
            ],
            lines);
    }

    public void Dispose() => _cache.Dispose();

    private void AssertUsed(params CacheKind[] kinds) => Assert.All(
        _cache.Entries, e => Assert.Equal(kinds.Contains(e.Kind), DateTime.UtcNow - e.LastUse < TimeSpan.FromMinutes(1)));
}
