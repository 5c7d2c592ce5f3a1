using System.IO.Compression;
using System.Text;
using RustImage.Deflate;
using RustImage.Layers;
using RustImage.Testing;
using RustImage.UnitTests.Deflate;

namespace RustImage.UnitTests.Layers;

public sealed class LayerCompressorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_layer_is_the_compressed_tar_of_its_entries()
    {
        var layer = Assert.Single(await BuildAsync("cache", LayerTarWriterTests.All));
        Assert.Equal(Digest.OfBytes(TestEntry.Tar(LayerTarWriterTests.All)), layer.Layer.DiffId);
        Assert.Equal((Digest.OfFile(layer.Path), new FileInfo(layer.Path).Length), (layer.Digest, layer.Size));
        using var tar = new GZipStream(File.OpenRead(layer.Path), CompressionMode.Decompress);
        Assert.Equal(layer.Layer.DiffId, Digest.OfStream(tar));
    }

    [Fact]
    public async Task The_layer_digest_equals_the_golden_digest_on_every_host() => Assert.Equal(
        "sha256:db47c7aef4c03dae79d76ed5e974eb202338ea239f8424fd845a9d7c605b44ff",
        Assert.Single(await BuildAsync("cache", LayerTarWriterTests.All)).Digest.ToString());

    [Fact]
    public async Task The_order_and_times_of_files_on_disk_do_not_matter()
    {
        Assert.Equal(await FromDiskAsync("one", ["a", "b", "c"]), await FromDiskAsync("two", ["c", "a", "b"]));
    }

    [Fact]
    public async Task The_same_layer_is_compressed_once_for_each_cache()
    {
        var first = Assert.Single(await BuildAsync("cache", LayerTarWriterTests.All));
        var marked = File.GetLastWriteTimeUtc(first.Path).AddDays(-1);
        File.SetLastWriteTimeUtc(first.Path, marked);
        var second = Assert.Single(await BuildAsync("cache", LayerTarWriterTests.All));
        Assert.Equal((first.Digest, first.Path), (second.Digest, second.Path));
        Assert.Equal(marked, File.GetLastWriteTimeUtc(second.Path));
    }

    [Fact]
    public async Task Each_level_has_its_own_bytes_of_the_same_tar()
    {
        var plan = new LayerPlan("title", [TestEntry.File("/text", Encoding.UTF8.GetString(DeflateInputs.Text(100_000, 1)))]);
        CompressedLayer[] layers =
        [
            .. await CompressAsync("cache", [plan], "fast"), .. await CompressAsync("cache", [plan], "balanced"),
            .. await CompressAsync("cache", [plan], "small"), .. await CompressAsync("cache", [plan], "fast"),
        ];
        Assert.Equal(
            ["rustimage-gzip-1-fast", "rustimage-gzip-1-balanced", "rustimage-gzip-1-small", "rustimage-gzip-1-fast"],
            layers.Select(l => l.Compressor));
        Assert.Equal(3, layers.Select(l => l.Digest).Distinct().Count());
        Assert.Equal(layers[0].Digest, layers[3].Digest);
        Assert.Single(layers.Select(l => l.Layer.DiffId).Distinct());
        Assert.All(layers, l => Assert.Equal(l.Layer.DiffId, Digest.OfBytes(Gunzip.BySharpZipLib(File.ReadAllBytes(l.Path)))));
    }

    [Fact]
    public async Task A_build_that_is_cancelled_within_a_layer_keeps_no_part_of_it()
    {
        using var cancellation = new CancellationTokenSource();
        var opened = 0;
        var second = new WatchedContent(() =>
        {
            if (++opened == 2) // the first time is for the diffID
                cancellation.Cancel();
        });
        var first = FileContent.Of(DeflateInputs.Text(5 * Chunk.Size, 1));
        var layer = Layer.Create(new("x", [new FileEntry("/1", first, "", 0b110_100_100), new FileEntry("/2", second, "", 0b110_100_100)]));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Compressor("cache", "balanced").CompressAsync([layer], cancellation.Token));
        Assert.Empty(Directory.GetFiles(_directory["cache"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Layers_are_returned_in_the_order_of_the_plan()
    {
        var plan = Enumerable.Range(0, 12)
            .Select(i => new LayerPlan($"layer {i}", [TestEntry.File("/file", new string('x', (12 - i) * 20_000) + i)])).ToList();
        var layers = await CompressAsync("cache", plan);
        Assert.Equal(plan.Select(p => p.Title), layers.Select(l => l.Layer.Title));
        Assert.Equal(12, layers.Select(l => l.Digest).Distinct().Count());
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_read_is_an_error()
    {
        var entry = new FileEntry("/x", new ChangingContent(), "", 0b110_100_100);
        var failure = await Assert.ThrowsAsync<RustImageException>(() => BuildAsync("cache", entry));
        Assert.Equal("RIMG4006", failure.Code);
        Assert.Empty(Directory.GetFiles(_directory["cache"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_cancelled_build_adds_no_layer()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var compressor = Compressor("cache", "balanced");
        var layer = Layer.Create(new("x", LayerTarWriterTests.All));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => compressor.CompressAsync([layer], cancellation.Token));
        Assert.Throws<OperationCanceledException>(() => Layer.Create(new("x", LayerTarWriterTests.All), cancellation.Token));
        Assert.False(Directory.Exists(_directory["cache"]));
    }

    private async Task<Digest> FromDiskAsync(string name, string[] files)
    {
        var root = Directory.CreateDirectory(_directory[name]).FullName;
        foreach (var (file, age) in files.Zip([1, 2, 3]))
        {
            File.WriteAllText(Path.Combine(root, file), $"text of {file}");
            File.SetLastWriteTimeUtc(Path.Combine(root, file), DateTime.UtcNow.AddDays(-age));
        }
        var entries = Directory.EnumerateFiles(root).Select(f => UserFile.Create(f, "/data/", "", "").ToEntry()).ToList();
        var plan = LayerPlan.Create([], [], [.. files.Select(f => entries.Single(e => e.Path == $"/data/{f}"))], []);
        return Assert.Single(await CompressAsync($"cache of {name}", plan)).Digest;
    }

    private Task<IReadOnlyList<CompressedLayer>> BuildAsync(string cache, params LayerEntry[] entries) =>
        CompressAsync(cache, [new("title", entries)]);

    private async Task<IReadOnlyList<CompressedLayer>> CompressAsync(
        string cache, IReadOnlyList<LayerPlan> plan, string level = "balanced") =>
        await Compressor(cache, level).CompressAsync(await Layer.CreateAllAsync(plan));

    private LayerCompressor Compressor(string cache, string level) =>
        new(new BlobCache(_directory[cache]), GzipCompressor.Parse(level));

    private sealed record WatchedContent(Action OnOpen) : FileContent
    {
        public override long Size => 1;

        public override Stream Open()
        {
            OnOpen();
            return new MemoryStream([1]);
        }
    }

    /// <summary>Content that differs at each reading, with a constant size.</summary>
    private sealed record ChangingContent : FileContent
    {
        private byte _next;

        public override long Size => 1;

        public override Stream Open() => new MemoryStream([_next++]);
    }
}
