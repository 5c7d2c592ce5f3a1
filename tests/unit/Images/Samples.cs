using System.Text;
using RustImage.Images;
using RustImage.Layers;

namespace RustImage.UnitTests.Images;

/// <summary>A fixed image whose bytes tests compare.</summary>
internal static class Samples
{
    public static IReadOnlyList<BuiltLayer> Layers { get; } = [Layer("root files", 1234), Layer("application", 5_000_000_000)];

    public static IReadOnlyList<TarLayer> Tars { get; } = [.. Layers.Select(l => l.Tar)];

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

    private static BuiltLayer Layer(string title, long size) =>
        new(new TarLayer(title, Digest.OfBytes(Encoding.UTF8.GetBytes("tar of " + title)), 2 * size), Digest.OfBytes(Encoding.UTF8.GetBytes(title)), size, "/nowhere");
}
