using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Images;

/// <summary>The report of a build about its files and their reasons: <c>image.json</c>, and <c>entries.jsonl</c> beside it.</summary>
internal sealed record LayerReport(IReadOnlyList<ReportLayerEntry> Layers)
{
    /// <param name="path">The path of image.json.</param>
    public static LayerReport Read(string path)
    {
        var layers = StepStates.ResultIn(path)["images"]![0]!["layers"]!.AsArray();
        return new([.. layers.Where(l => (string?)l!["layer"]!["content"]!["kind"] == "entries").Select(ReportLayerEntry.Of)]);
    }
}

internal sealed record ReportLayerEntry(string Title, string Digest, IReadOnlyList<ReportFileEntry> Files)
{
    public static ReportLayerEntry Of(JsonNode? compressed)
    {
        var layer = compressed!["layer"]!;
        return new((string)layer["title"]!, (string)compressed["digest"]!, [.. Lines(layer["content"]!).Select(ReportFileEntry.Of)]);
    }

    private static IEnumerable<string> Lines(JsonNode content)
    {
        using var file = File.OpenRead((string)content["path"]!);
        file.Position = (long)content["offset"]!;
        using var lines = new StreamReader(file);
        for (var i = 0; i < (int)content["count"]!; i++)
            yield return lines.ReadLine()!;
    }
}

internal sealed record ReportFileEntry(string Path, string Type, long Size, string Reason)
{
    public static ReportFileEntry Of(string line)
    {
        var entry = JsonNode.Parse(line)!;
        return new((string)entry["path"]!, (string)entry["type"]!, (long?)entry["size"] ?? 0, (string?)entry["reason"] ?? "");
    }
}
