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

    public static async Task<CompressedImage> CreateAsync(TemporaryDirectory directory, GzipCompressor gzip, params string[] tags)
    {
        var plan = LayerPlan.Create(
            SkeletonFiles.Create([]), [], [TestEntry.File("/etc/größe.toml")], [TestEntry.File("/app/hello", "#!/bin/true",
                0b111_101_101)]);
        var layers = await Layer.CreateAllAsync(plan);
        var compressed = await new LayerCompressor(new BlobCache(directory["cache"]), gzip).CompressAsync(layers);
        return Image.Create([ImageReference.Create(null, "sample", tags)], FixedImage.Settings, layers).Compressed(compressed);
    }
}
