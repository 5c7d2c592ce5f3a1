using System.Text.Json.Nodes;

namespace RustImage.FunctionalTests.Images;

/// <summary>The build's own account of what it put where, and why: <c>contents.json</c>, with the digests of <c>image.json</c> beside it.</summary>
internal sealed record LayerReport(IReadOnlyList<ReportedLayer> Layers)
{
    public static LayerReport Read(string path)
    {
        var built = LayersOf(Path.Combine(Path.GetDirectoryName(path)!, "image.json"));
        return new([.. LayersOf(path).Zip(built, ReportedLayer.Of)]);
    }

    private static JsonArray LayersOf(string path) => JsonNode.Parse(File.ReadAllText(path))!["layers"]!.AsArray();
}

internal sealed record ReportedLayer(string Title, string Digest, IReadOnlyList<ReportedFile> Files)
{
    public static ReportedLayer Of(JsonNode? contents, JsonNode? built) => new(
        (string)contents!["title"]!,
        (string)built!["digest"]!,
        [.. contents["entries"]!.AsArray().Select(e => ReportedFile.Of(e!))]);
}

internal sealed record ReportedFile(string Path, string Type, long Size, string Reason)
{
    public static ReportedFile Of(JsonNode entry) => new(
        "/" + ((string)entry["path"]!).Trim('/'), (string)entry["type"]!, (long?)entry["size"] ?? 0, (string?)entry["reason"] ?? "");
}
