using System.Text.Json.Nodes;

namespace RustImage.FunctionalTests.Images;

/// <summary>The build's own account of what it put where, and why: <c>image.json</c>.</summary>
internal sealed record LayerReport(IReadOnlyList<ReportedLayer> Layers)
{
    public static LayerReport Read(string path) =>
        new([.. JsonNode.Parse(File.ReadAllText(path))!["layers"]!.AsArray().Select(l => ReportedLayer.Of(l!))]);
}

internal sealed record ReportedLayer(string Title, string Digest, IReadOnlyList<ReportedFile> Files)
{
    public static ReportedLayer Of(JsonNode layer) => new(
        (string)layer["tar"]!["title"]!,
        (string)layer["digest"]!,
        [.. layer["tar"]!["entries"]!.AsArray().Select(e => ReportedFile.Of(e!))]);
}

internal sealed record ReportedFile(string Path, string Type, long Size, string Reason)
{
    public static ReportedFile Of(JsonNode entry) => new(
        "/" + ((string)entry["path"]!).Trim('/'), (string)entry["type"]!, (long?)entry["size"] ?? 0, (string?)entry["reason"] ?? "");
}
