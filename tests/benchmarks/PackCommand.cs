using RustImage.Images;
using RustImage.Layers;
using RustImage.Outputs;
using RustImage.Testing;

namespace RustImage.Benchmarks;

/// <summary><c>pack LEVEL DIRECTORY ARCHIVE</c>: packs a directory as an image with an empty cache, for eng/bench-pack.sh.</summary>
internal static class PackCommand
{
    public static async Task RunAsync(string[] arguments)
    {
        var (level, root, archive) = (arguments[0], Path.GetFullPath(arguments[1]), Path.GetFullPath(arguments[2]));
        using var work = new TemporaryDirectory();
        var plan = LayerPlan.Create(SkeletonFiles.Create([]), [], [], [.. Directory.EnumerateFiles(root, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        }).Order(StringComparer.Ordinal).Select(f => Entry(root, f))]);
        var layers = await Layer.CreateAllAsync(plan).ConfigureAwait(false);
        var compressor = new LayerCompressor(new BlobCache(work["cache"]), GzipCompressor.Parse(level));
        var compressed = await compressor.CompressAsync(layers).ConfigureAwait(false);
        var settings = new ImageSettings(
            Platform.All[0], DateTimeOffset.UnixEpoch, ["/app/app"], [], "65532:65532", "/app", [], [], new Dictionary<string, string>());
        var image = Image.Create([ImageReference.Create(null, "bench", ["1"])], settings, layers).Compressed(compressed);
        await new ArchiveOutput(archive).WriteAsync(image).ConfigureAwait(false);
    }

    /// <summary>Below a directory of its own, so that no file of the payload meets one of the skeleton.</summary>
    private static FileEntry Entry(string root, string file) => new(
        $"/payload/{Path.GetRelativePath(root, file)}", FileContent.At(file), "the payload", 0b110_100_100);
}
