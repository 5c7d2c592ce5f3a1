using System.Text.Json;
using RustImage.Base;

namespace RustImage.Images;

/// <summary>The configuration of a base (image-spec, config.md), as far as an image on it goes on with it.</summary>
/// <remarks>
/// As <c>docker build</c> does: its start command, working directory and <c>OnBuild</c> triggers are its own. <c>Shell</c> stays, since engines run
/// health checks with it. What the specification does not know, such as host names of the container that the base was made from, is left out.
/// </remarks>
public sealed class BaseConfig
{
    /// <summary>These go into the new configuration as they are, unless the project says otherwise.</summary>
    private static readonly string[] Kept = ["Healthcheck", "Shell", "StopSignal"];

    private readonly JsonElement _root;
    private readonly JsonElement _container;

    private BaseConfig(JsonElement root) => (_root, _container) = (root, Member(root, "config"));

    /// <exception cref="RustImageException">RIMG5127: it is no configuration.</exception>
    public static BaseConfig Parse(BaseImage image)
    {
        try
        {
            using var document = JsonDocument.Parse(image.Config);
            var config = new BaseConfig(document.RootElement.Clone());
            // Wrong kinds of values show now, and not while the image is written.
            _ = (config.User, config.Environment.Count, config.Labels.Count, config.Ports.Count + config.Volumes.Count, config.History(0).Count, config.HasTriggers);
            return config;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Messages.BadBaseConfig(image.Name, e.Message).ToException(e);
        }
    }

    /// <summary>"", a name or numbers.</summary>
    public string User => Member(_container, "User") is { ValueKind: not JsonValueKind.Undefined } user ? user.GetString()! : "";

    /// <summary>Whether that is root, also where nothing is said.</summary>
    public bool RunsAsRoot => User.Split(':')[0] is "" or "0" or "root";

    public IReadOnlyList<KeyValuePair<string, string>> Environment =>
        [.. Items(_container, "Env").Select(e => e.GetString()!.Split('=', 2)).Select(e => KeyValuePair.Create(e[0], e.Length > 1 ? e[1] : ""))];

    /// <summary>Without those that tell of the base's own base.</summary>
    public IReadOnlyDictionary<string, string> Labels => Properties(_container, "Labels")
        .Where(l => l.Name is not (BaseLabels.Name or BaseLabels.Digest)).ToDictionary(l => l.Name, l => l.Value.GetString()!, StringComparer.Ordinal);

    public IReadOnlyList<string> Ports => [.. Properties(_container, "ExposedPorts").Select(p => p.Name)];

    public IReadOnlyList<string> Volumes => [.. Properties(_container, "Volumes").Select(p => p.Name)];

    /// <summary>What <c>docker build</c> would do now, and nobody else does.</summary>
    public bool HasTriggers => Items(_container, "OnBuild").Count > 0;

    /// <param name="layers">How many the base has.</param>
    /// <returns>An entry for each of these layers, and those of no layer; entries without anything in them where the base has lost some.</returns>
    public IReadOnlyList<JsonElement?> History(int layers)
    {
        var entries = Items(_root, "history");
        var described = entries.Count(e => Member(e, "empty_layer").ValueKind != JsonValueKind.True);
        return described > layers ? [.. Enumerable.Repeat<JsonElement?>(null, layers)]
            : [.. entries.Select(e => (JsonElement?)e), .. Enumerable.Repeat<JsonElement?>(null, Math.Max(0, layers - described))];
    }

    /// <summary>The fields that stay, but for those that the project sets.</summary>
    internal void WriteKept(Utf8JsonWriter json, IReadOnlyList<string> set)
    {
        foreach (var name in Kept.Except(set))
        {
            if (Member(_container, name) is { ValueKind: not JsonValueKind.Undefined } value)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }
    }

    /// <returns>Undefined for what is not there, or null.</returns>
    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind != JsonValueKind.Undefined && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : default;

    private static List<JsonElement> Items(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: not JsonValueKind.Undefined } array ? [.. array.EnumerateArray()] : [];

    private static List<JsonProperty> Properties(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: not JsonValueKind.Undefined } map ? [.. map.EnumerateObject()] : [];
}
