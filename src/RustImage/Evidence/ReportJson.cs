using System.Text.Json;
using System.Text.Json.Serialization;

namespace RustImage.Evidence;

/// <summary>Reads and writes reports as JSON: camelCase, indented, without null values, and without reflection.</summary>
internal static class ReportJson
{
    private static readonly ReportContext Readable = new(Options(indented: true));

    private static readonly ReportContext Compact = new(Options(indented: false));

    private static readonly JsonShape<ImageReport> Shape = new(Readable, verbatim: "configuration");

    public static byte[] Write(ImageReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Readable.ImageReport);

    /// <summary>
    /// Writes a report for the page. People read its texts, so <see cref="ForeignText"/> makes control characters visible; the JSON file
    /// has the texts as they are.
    /// </summary>
    /// <returns>ASCII without characters that are special in HTML, for a script element.</returns>
    public static string WriteForHtml(ImageReport report) => JsonSerializer.Serialize(report, Compact.ImageReport);

    /// <returns>Null where the file is missing, or has another schema, as that of an older SDK.</returns>
    public static ImageReport? TryRead(string path)
    {
        var report = File.Exists(path) ? ForeignJson.TryDeserialize(File.ReadAllBytes(path), Shape) : null;
        return report?.SchemaVersion == ImageReport.CurrentSchema && IsSound(report) ? report : null;
    }

    private static bool IsSound(ImageReport report) =>
        report.Names.Count > 0 && report.Configuration.ValueKind == JsonValueKind.Object
        && report.Files.All(f => f.Layer >= 0 && f.Layer < report.Layers.Count && f.Chain is not []);

    /// <remarks>Text for people and programs keeps its characters. Text for HTML is escaped by the default encoder.</remarks>
    private static JsonSerializerOptions Options(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = indented,
            NewLine = "\n",
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = indented ? System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping : null,
        };
        if (!indented)
            options.Converters.Add(new VisibleTextConverter());
        return options;
    }
}

/// <summary>Writes texts with visible control characters.</summary>
internal sealed class VisibleTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(ForeignText.Whole(value));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(ForeignText.Whole(value));
}

[JsonSerializable(typeof(ImageReport))]
internal sealed partial class ReportContext : JsonSerializerContext;
