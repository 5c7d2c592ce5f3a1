using System.Text;
using RustImage.Base;
using RustImage.Images;
using RustImage.Layers;

namespace RustImage.UnitTests.Images;

/// <summary>A fixed image for tests of bytes.</summary>
internal static class FixedImage
{
    public static IReadOnlyList<CompressedLayer> Layers { get; } = [Layer("root files", 1234), Layer("application", 5_000_000_000)];

    public static IReadOnlyList<Layer> Tars { get; } = [.. Layers.Select(l => l.Layer)];

    public static ImageSettings Settings { get; } = new(
        Platform.FromRuntimeIdentifier("linux-x64")!,
        DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
        ["/app/hello", "--serve"],
        ["--port", "80"],
        "65532:65532",
        "/app",
        ImageSettings.WithDefaults([KeyValuePair.Create("GREETING", "Grüße; a=b 100% \"quoted\" \\ ☃")], null),
        ["8080/tcp", "53/udp"],
        new Dictionary<string, string> { ["z"] = "last", ["org.opencontainers.image.title"] = "hello" });

    public static CompressedImage Image(IReadOnlyDictionary<string, string>? annotations = null, BaseImage? @base = null) =>
        RustImage.Images.Image.Create([ImageReference.Create(null, "hello", ["1.0.0"])], Settings, Tars, @base)
            .Compressed(Layers, annotations, @base);

    /// <summary>The same image for a platform.</summary>
    public static CompressedImage Of(string runtimeIdentifier) =>
        RustImage.Images.Image.Create(
            [ImageReference.Create(null, "hello", ["1.0.0"])],
            Settings with { Platform = Platform.FromRuntimeIdentifier(runtimeIdentifier)! }, Tars).Compressed(Layers);

    private static CompressedLayer Layer(string title, long size)
    {
        var diffId = Digest.OfBytes(Encoding.UTF8.GetBytes("tar of " + title));
        var layer = new Layer(title, diffId, 2 * size, new EntryList([]));
        return new(layer, Digest.OfBytes(Encoding.UTF8.GetBytes(title)), size, LayerFormat.Gzip, "/nowhere");
    }
}
