using System.Globalization;
using System.Text.Json;
using RustImage.Layers;

namespace RustImage.Image;

/// <summary>Writes the configuration blob (image-spec, config.md): the same settings and layers give the same bytes.</summary>
public static class ImageConfig
{
    public const string MediaType = "application/vnd.oci.image.config.v1+json";

    public static Blob Create(ImageSettings settings, IReadOnlyList<TarLayer> layers) => new(MediaType, Write(settings, layers));

    private static byte[] Write(ImageSettings settings, IReadOnlyList<TarLayer> layers) => CanonicalJson.Write(json =>
    {
        var created = settings.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        json.WriteStartObject();
        json.WriteString("created", created);
        json.WriteString("architecture", settings.Platform.OciArchitecture);
        if (settings.Platform.OciVariant is { } variant)
            json.WriteString("variant", variant);
        json.WriteString("os", "linux");
        WriteContainer(json, settings);
        json.WriteStartObject("rootfs");
        json.WriteString("type", "layers");
        json.WriteStrings("diff_ids", layers.Select(l => l.DiffId.ToString()));
        json.WriteEndObject();
        json.WriteStartArray("history");
        foreach (var layer in layers)
        {
            json.WriteStartObject();
            json.WriteString("created", created);
            json.WriteString("created_by", "RustImage.Sdk");
            json.WriteString("comment", layer.Title);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteContainer(Utf8JsonWriter json, ImageSettings settings)
    {
        json.WriteStartObject("config");
        json.WriteString("User", settings.User);
        WriteKeys(json, "ExposedPorts", settings.Ports);
        json.WriteStrings("Env", settings.Environment.Select(e => $"{e.Key}={e.Value}"));
        if (settings.Entrypoint.Count > 0)
            json.WriteStrings("Entrypoint", settings.Entrypoint);
        if (settings.Command.Count > 0)
            json.WriteStrings("Cmd", settings.Command);
        WriteKeys(json, "Volumes", settings.Volumes);
        json.WriteString("WorkingDir", settings.WorkingDirectory);
        json.WriteTexts("Labels", settings.Labels);
        if (settings.StopSignal is { } signal)
            json.WriteString("StopSignal", signal);
        settings.HealthCheck?.Write(json);
        json.WriteEndObject();
    }

    /// <summary>A set, in the form that Go's JSON gives it: names with empty objects.</summary>
    private static void WriteKeys(Utf8JsonWriter json, string name, IReadOnlyList<string> keys)
    {
        if (keys.Count == 0)
            return;
        json.WriteStartObject(name);
        foreach (var key in keys.Distinct().Order(StringComparer.Ordinal))
        {
            json.WriteStartObject(key);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
