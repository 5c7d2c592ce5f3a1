using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using RustImage.Images;
using RustImage.Layers;
using RustImage.Outputs;
using RustImage.Testing;

namespace RustImage.Benchmarks;

/// <summary>Writes an archive from files, compared with GNU tar and gzip in the same run (Linux).</summary>
[SimpleJob(warmupCount: 1, iterationCount: 5)]
public class ArchiveBenchmarks : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private IReadOnlyList<LayerPlan> _plan = [];
    private int _run;

    /// <summary>The C library of this machine and the native libraries of the .NET runtime: about 30 MB of real ELF files.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var files = Directory.GetFiles(runtime, "*.so").Order(StringComparer.Ordinal).ToList();
        Directory.CreateDirectory(_directory["payload"]);
        foreach (var file in files)
            File.Copy(file, Path.Combine(_directory["payload"], Path.GetFileName(file)));
        var entries =
            files.Select(f => (LayerEntry)new FileEntry("/app/" + Path.GetFileName(f), FileContent.At(f), "payload", 0b111_101_101));
        _plan = LayerPlan.Create(SkeletonFiles.Create([]), [], [], [.. entries]);
        Write("warm").GetAwaiter().GetResult();
    }

    [Benchmark(Baseline = true)]
    public void GnuTarGzip()
    {
        using var tar = Process.Start("tar", ["-C", _directory["payload"], "-czf", _directory["peer.tar.gz"], "."]);
        tar.WaitForExit();
    }

    [Benchmark]
    public Task NothingCached() => Write($"cache-{_run++}");

    [Benchmark]
    public Task AllLayersCached() => Write("warm");

    [GlobalCleanup]
    public void Dispose()
    {
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task Write(string cache)
    {
        var layers = await Layer.CreateAllAsync(_plan).ConfigureAwait(false);
        var compressor = new LayerCompressor(new BlobCache(_directory[cache]), GzipCompressor.Parse("balanced"));
        var compressed = await compressor.CompressAsync(layers).ConfigureAwait(false);
        var settings = new ImageSettings(Platform.All[0], DateTimeOffset.UnixEpoch, ["/app/x"], [], "65532:65532", "/app", [], [],
            new Dictionary<string, string>());
        var image = Image.Create([ImageReference.Create(null, "bench", ["1"])], settings, layers).Compressed(compressed);
        await new ArchiveOutput(_directory["image.tar"]).WriteAsync(image).ConfigureAwait(false);
    }
}
