using System.IO.Compression;
using ICSharpCode.SharpZipLib.GZip;
using RustImage.Deflate;

namespace RustImage.UnitTests.Deflate;

/// <summary>Compresses with our stream, and decompresses with other programs.</summary>
internal static class Gunzip
{
    public static byte[] Compress(byte[] bytes, DeflateLevel level, int parallelism = 2, IEnumerable<int>? cuts = null) =>
        Compress(bytes, new DeflateWorkers(level, parallelism), cuts);

    /// <param name="cuts">Lengths of the first writes, in bytes.</param>
    public static byte[] Compress(byte[] bytes, DeflateWorkers workers, IEnumerable<int>? cuts = null)
    {
        using var output = new MemoryStream();
        using var gzip = new ParallelGzipStream(output, workers);
        var start = 0;
        foreach (var cut in cuts ?? [])
        {
            var length = Math.Min(cut, bytes.Length - start);
            gzip.Write(bytes, start, length);
            start += length;
        }
        gzip.Write(bytes.AsSpan(start));
        gzip.Complete();
        return output.ToArray();
    }

    public static byte[] ByTheRuntime(byte[] compressed) =>
        ReadAll(new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress));

    public static byte[] BySharpZipLib(byte[] compressed) => ReadAll(new GZipInputStream(new MemoryStream(compressed)));

    private static byte[] ReadAll(Stream stream)
    {
        using var output = new MemoryStream();
        using (stream)
            stream.CopyTo(output);
        return output.ToArray();
    }
}
