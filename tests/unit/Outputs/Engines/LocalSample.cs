using RustImage.Images;
using RustImage.Layers;
using RustImage.UnitTests.Images;
using RustImage.UnitTests.Layers;

namespace RustImage.UnitTests.Outputs.Engines;

/// <summary>A small image of three layers for an engine.</summary>
internal static class LocalSample
{
    public static Image Create(params string[] names) => Of(
        LayerPlan.Create(SkeletonFiles.Create([]), [], [TestEntry.File("/etc/größe.toml")],
            [TestEntry.File("/app/hello", "#!/bin/true", 0b111_101_101)]), names);

    public static Image Of(IReadOnlyList<LayerPlan> plan, params string[] names)
    {
        IReadOnlyList<Layer> layers = [.. plan.Select(p => Layer.Create(p))];
        return Image.Create([.. names.DefaultIfEmpty("sample:1").Select(Reference)], FixedImage.Settings, layers);
    }

    public static IReadOnlySet<Digest> Nothing { get; } = new HashSet<Digest>();

    private static ImageReference Reference(string name) =>
        name.Split(':') is [var repository, var tag] ? ImageReference.Create(null, repository, [tag]) : throw new ArgumentException(name);
}
