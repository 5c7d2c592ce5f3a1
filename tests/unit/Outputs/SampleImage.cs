using RustImage.Images;
using RustImage.Layers;
using RustImage.Testing;
using RustImage.UnitTests.Images;
using RustImage.UnitTests.Layers;

namespace RustImage.UnitTests.Outputs;

/// <summary>A small image with real layers.</summary>
internal static class SampleImage
{
    public static Task<CompressedImage> CreateAsync(TemporaryDirectory directory, params string[] tags) =>
        CreateAsync(directory, GzipCompressor.Parse("balanced"), tags);

    /// <summary>The same for x64 and arm64, below an index.</summary>
    public static async Task<PublishedImage> CreateIndexAsync(TemporaryDirectory directory, params string[] tags)
    {
        var gzip = GzipCompressor.Parse("balanced");
        var (x64, arm64) = (await CreateAsync(directory, gzip, tags), await CreateAsync(directory, gzip, tags, "linux-arm64"));
        return PublishedImage.Join([x64, arm64], Annotations.None.Index);
    }

    public static Task<CompressedImage> CreateAsync(TemporaryDirectory directory, GzipCompressor gzip, params string[] tags) =>
        CreateAsync(directory, gzip, tags, "linux-x64");

    private static async Task<CompressedImage> CreateAsync(
        TemporaryDirectory directory, GzipCompressor gzip, string[] tags, string runtimeIdentifier)
    {
        var settings = FixedImage.Settings with { Platform = Platform.FromRuntimeIdentifier(runtimeIdentifier)! };
        var plan = LayerPlan.Create(
            SkeletonFiles.Create([]), [], [TestEntry.File("/etc/größe.toml")], [TestEntry.File("/app/hello", "#!/bin/true",
                0b111_101_101)]);
        var layers = await Layer.CreateAllAsync(plan);
        var compressed = await new LayerCompressor(new BlobCache(directory["cache"]), gzip).CompressAsync(layers);
        return Image.Create([ImageReference.Create(null, "sample", tags)], settings, layers).Compressed(compressed);
    }
}
