using RustImage.Images;
using RustImage.Layers;
using RustImage.Outputs.Engines;
using RustImage.UnitTests.Images;
using RustImage.UnitTests.Layers;

namespace RustImage.UnitTests.Outputs.Engines;

/// <summary>A small image of three layers for an engine.</summary>
internal static class LocalSample
{
    public static LocalImage Create(params string[] names) => Of(
        LayerPlan.Create(RootFiles.Create([]), [], [Entries.File("/etc/größe.toml")], [Entries.File("/app/hello", "#!/bin/true", 0b111_101_101)]), names);

    public static LocalImage Of(IReadOnlyList<PlannedLayer> plans, params string[] names)
    {
        IReadOnlyList<TarLayer> layers = [.. plans.Select(p => TarLayer.Of(p))];
        return LocalImage.Create(names.Length == 0 ? ["sample:1"] : names, ImageConfig.Create(Samples.Settings, layers), layers, () => plans, []);
    }

    public static IReadOnlySet<Digest> Nothing { get; } = new HashSet<Digest>();
}
