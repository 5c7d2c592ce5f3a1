using System.Text;
using System.Text.Json;

namespace RustImage.Evidence;

/// <summary>Turns an image's configuration into names and texts, which can be shown and compared.</summary>
internal static class ReportSettings
{
    /// <summary>Fields that only repeat what the layers say.</summary>
    private static readonly string[] OfLayers = ["rootfs", "history"];

    /// <returns>
    /// "User" → "65532:65532", "Env PATH" → "/usr/bin", "Labels org.example" → "x", "ExposedPorts" → "8080/tcp"; sorted by name (ordinal).
    /// </returns>
    public static SortedDictionary<string, string> Of(JsonElement configuration)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in configuration.EnumerateObject().Where(p => !OfLayers.Contains(p.Name)))
        {
            if (property.Name != "config" || property.Value.ValueKind != JsonValueKind.Object)
                settings[property.Name] = Text(property.Value);
            else
                AddContainer(settings, property.Value);
        }
        return settings;
    }

    private static void AddContainer(SortedDictionary<string, string> settings, JsonElement container)
    {
        foreach (var (name, value) in container.EnumerateObject().Select(p => (p.Name, p.Value)))
        {
            if (name == "Env" && value.ValueKind == JsonValueKind.Array)
            {
                foreach (var (key, text) in value.EnumerateArray().Select(v => Divide(v.ToString())))
                    settings[$"{name} {key}"] = text;
            }
            else if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(p => p.Value.ValueKind == JsonValueKind.String))
            {
                foreach (var entry in value.EnumerateObject())
                    settings[$"{name} {entry.Name}"] = Text(entry.Value);
            }
            else
            {
                settings[name] = IsSet(value) ? string.Join(' ', value.EnumerateObject().Select(p => p.Name)) : Text(value);
            }
        }
    }

    private static (string Key, string Text) Divide(string variable) =>
        variable.Split('=', 2) is [var key, var text] ? (key, text) : (variable, "");

    /// <summary>Whether a value is a set as Go writes it: names with empty objects, such as ports and volumes.</summary>
    private static bool IsSet(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.EnumerateObject().All(p => p.Value.ValueKind == JsonValueKind.Object && !p.Value.EnumerateObject().Any());

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : Encoding.UTF8.GetString(CanonicalJson.Write(value.WriteTo));
}
