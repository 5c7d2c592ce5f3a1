using System.Text.Json;
using System.Text.Json.Serialization;

namespace RustImage.Evidence;

/// <summary>A report as JSON: camelCase, indented, without what is not there, written without reflection.</summary>
public static class ReportJson
{
    private static readonly ReportContext Readable = new(Options(indented: true));

    private static readonly ReportContext Compact = new(Options(indented: false));

    public static byte[] Write(ImageReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Readable.ImageReport);

    /// <returns>ASCII without the characters that mean something to HTML: a script element may hold it as it is.</returns>
    public static string WriteForHtml(ImageReport report) => JsonSerializer.Serialize(report, Compact.ImageReport);

    /// <returns>Null where the file is none of this schema's, or there is none: an older SDK may have written it.</returns>
    public static ImageReport? TryRead(string path)
    {
        try
        {
            var report = File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), Readable.ImageReport) : null;
            return report?.SchemaVersion == ImageReport.CurrentSchema ? report : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <remarks>Text for people and programs keeps its characters; text for HTML is escaped by the default encoder.</remarks>
    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = indented ? System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping : null,
    };
}

[JsonSerializable(typeof(ImageReport))]
internal sealed partial class ReportContext : JsonSerializerContext;
