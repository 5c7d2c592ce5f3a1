using System.Globalization;
using System.Text.Json;
using RustImage.Base;
using RustImage.Layers;

namespace RustImage.Images;

/// <summary>Writes the configuration of an image (image-spec, config.md). The same settings and layers give the same bytes.</summary>
internal static class ImageConfig
{
    public const string MediaType = "application/vnd.oci.image.config.v1+json";

    /// <summary>The most layers that storage drivers of engines accept.</summary>
    private const int MaximumLayers = 127;

    /// <param name="layers">The image's layers, without those of the base image.</param>
    /// <param name="base">The base image; null for none.</param>
    /// <exception cref="RustImageException">
    /// RIMG5127: the configuration of the base is invalid. RIMG5128: there are too many layers.
    /// </exception>
    public static Blob Create(ImageSettings settings, IReadOnlyList<Layer> layers, BaseImage? @base = null)
    {
        if (@base is null)
            return new(MediaType, Write(settings, [], layers, null));
        if (@base.Layers.Count + layers.Count > MaximumLayers)
            throw Messages.TooManyLayers(@base.Name, @base.Layers.Count, layers.Count, MaximumLayers).ToException();
        var config = BaseConfig.Parse(@base);
        return new(MediaType, Write(settings.On(config), [.. @base.Layers.Select(l => l.Layer.DiffId)], layers, config));
    }

    private static byte[] Write(
        ImageSettings settings, IReadOnlyList<Digest> below, IReadOnlyList<Layer> layers, BaseConfig? config) => CanonicalJson.Write(json =>
    {
        var created = settings.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        json.WriteStartObject();
        json.WriteString("created", created);
        json.WriteString("architecture", settings.Platform.OciArchitecture);
        if (settings.Platform.OciVariant is { } variant)
            json.WriteString("variant", variant);
        json.WriteString("os", "linux");
        WriteContainer(json, settings, config);
        json.WriteStartObject("rootfs");
        json.WriteString("type", "layers");
        json.WriteStrings("diff_ids", below.Concat(layers.Select(l => l.DiffId)).Select(d => d.ToString()));
        json.WriteEndObject();
        json.WriteStartArray("history");
        foreach (var entry in config?.History(below.Count) ?? [])
        {
            if (entry is { } known)
                known.WriteTo(json);
            else
                WriteHistory(json, created, "a layer of the base");
        }
        foreach (var layer in layers)
            WriteHistory(json, created, layer.Title);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteHistory(Utf8JsonWriter json, string created, string comment)
    {
        json.WriteStartObject();
        json.WriteString("created", created);
        json.WriteString("created_by", "RustImage.Sdk");
        json.WriteString("comment", comment);
        json.WriteEndObject();
    }

    private static void WriteContainer(Utf8JsonWriter json, ImageSettings settings, BaseConfig? config)
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
        List<string> set = [];
        if (settings.StopSignal is not null)
            set.Add("StopSignal");
        if (settings.HealthCheck is not null)
            set.Add("Healthcheck");
        config?.WriteKept(json, set);
        json.WriteEndObject();
    }

    /// <summary>Writes a set as Go does: an object whose keys have empty objects as values.</summary>
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
