using ICSharpCode.SharpZipLib.GZip;
using RustImage.Deflate;

namespace RustImage.Benchmarks;

/// <summary><c>compress COMPRESSOR THREADS FILE OUTPUT</c>: compresses one file in a fresh process, for eng/bench-deflate.sh.</summary>
internal static class CompressCommand
{
    /// <param name="arguments">The compressor is a <see cref="DeflateLevel"/>, or <c>sharpziplib-6</c> with one thread.</param>
    public static void Run(string[] arguments)
    {
        using var input = File.OpenRead(arguments[2]);
        using var output = File.Create(arguments[3]);
        if (arguments[0] == "sharpziplib-6")
        {
            using var peer = new GZipOutputStream(output, 1 << 16);
            peer.SetLevel(6);
            input.CopyTo(peer, 1 << 16);
            return;
        }
        var level = Enum.Parse<DeflateLevel>(arguments[0], ignoreCase: true);
        var threads = int.Parse(arguments[1], System.Globalization.CultureInfo.InvariantCulture);
        using var gzip = new ParallelGzipStream(output, new DeflateWorkers(level, threads));
        input.CopyTo(gzip, 1 << 16);
        gzip.Complete();
    }
}
