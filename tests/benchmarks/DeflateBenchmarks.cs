using BenchmarkDotNet.Attributes;
using ICSharpCode.SharpZipLib.GZip;
using RustImage.Deflate;

namespace RustImage.Benchmarks;

/// <summary>The warm compressor on one thread, compared with SharpZipLib. The input is about 20 MB of ELF files.</summary>
[SimpleJob(warmupCount: 1, iterationCount: 5)]
public class DeflateBenchmarks
{
    private byte[] _input = [];

    [GlobalSetup]
    public void Setup()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        _input = [.. Directory.GetFiles(runtime, "*.so").Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];
    }

    [Benchmark(Baseline = true)]
    public void SharpZipLib6()
    {
        using var gzip = new GZipOutputStream(Stream.Null, 1 << 16);
        gzip.SetLevel(6);
        gzip.Write(_input);
    }

    [Benchmark]
    public void Fast() => Compress(DeflateLevel.Fast);

    [Benchmark]
    public void Balanced() => Compress(DeflateLevel.Balanced);

    [Benchmark]
    public void Small() => Compress(DeflateLevel.Small);

    private void Compress(DeflateLevel level)
    {
        using var gzip = new ParallelGzipStream(Stream.Null, new DeflateWorkers(level, 1));
        gzip.Write(_input);
        gzip.Complete();
    }
}
