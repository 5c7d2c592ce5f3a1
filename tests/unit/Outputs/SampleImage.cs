using RustImage.Images;
using RustImage.Layers;
using RustImage.Testing;
using RustImage.UnitTests.Images;
using RustImage.UnitTests.Layers;

namespace RustImage.UnitTests.Outputs;

/// <summary>A small image with real layers.</summary>
internal static class SampleImage
{
    public static async Task<ContainerImage> CreateAsync(TemporaryDirectory directory, params string[] tags)
    {
        var plan = LayerPlan.Create(
            RootFiles.Create([]), [], [Entries.File("/etc/größe.toml")], [Entries.File("/app/hello", "#!/bin/true", 0b111_101_101)]);
        var layers = await new LayerCompressor(new BlobCache(directory["cache"])).BuildAsync(plan);
        return ContainerImage.Create([ImageReference.Create(null, "sample", tags)], ImageConfig.Create(Samples.Settings, [.. layers.Select(l => l.Tar)]), layers);
    }
}
