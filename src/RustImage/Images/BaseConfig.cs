using System.Text.Json;
using RustImage.Base;

namespace RustImage.Images;

/// <summary>What an image takes over from the configuration of its base image (image-spec, config.md).</summary>
/// <remarks>
/// As with <c>docker build</c>, the start command, the working directory and <c>OnBuild</c> triggers of the base are not taken over.
/// <c>Shell</c> is, since engines run health checks with it. Fields that the specification does not know are left out, such as the
/// host name of the container that the base was made from.
/// </remarks>
internal sealed class BaseConfig
{
    /// <summary>The fields that are copied as they are, unless the project sets them.</summary>
    private static readonly string[] Kept = ["Healthcheck", "Shell", "StopSignal"];

    private readonly ForeignJson _container;
    private readonly IReadOnlyList<ForeignJson> _history;

    /// <summary>Reads all values at once, so that a value of the wrong kind is reported before the image is written.</summary>
    private BaseConfig(ForeignJson root)
    {
        _container = root["config"];
        _history = root["history"].Items();
        User = _container["User"].TextOrNull() ?? "";
        Environment =
        [
            .. _container["Env"].Texts().Select(e => e.Split('=', 2)).Select(e => KeyValuePair.Create(e[0], e.ElementAtOrDefault(1) ?? "")),
        ];
        Labels = _container["Labels"].TextsByName()
            .Where(l => l.Key is not (BaseLabels.Name or BaseLabels.Digest)).ToDictionary(StringComparer.Ordinal);
        Ports = [.. _container["ExposedPorts"].Members().Select(p => p.Name)];
        Volumes = [.. _container["Volumes"].Members().Select(p => p.Name)];
        HasTriggers = _container["OnBuild"].Texts().Count > 0;
        _ = (_container["Healthcheck"].Members(), _container["Shell"].Texts(), _container["StopSignal"].TextOrNull());
        _ = _history.Select(e => e.IsObject ? e : throw e.Refuse("is not an object")).Count();
    }

    /// <exception cref="RustImageException">RIMG5127: the configuration is invalid.</exception>
    public static BaseConfig Parse(BaseImage image) =>
        ForeignJson.Read(image.Config, root => new BaseConfig(root), e => Messages.BadBaseConfig(image.Name, e.Message));

    /// <summary>Empty, a name or numbers.</summary>
    public string User { get; }

    /// <summary>Whether <see cref="User"/> is root. An empty one is.</summary>
    public bool RunsAsRoot => User.Split(':')[0] is "" or "0" or "root";

    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; }

    /// <summary>The labels, without those that name the base of the base.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    public IReadOnlyList<string> Ports { get; }

    public IReadOnlyList<string> Volumes { get; }

    /// <summary>Whether the base has triggers, which <c>docker build</c> runs and this SDK does not.</summary>
    public bool HasTriggers { get; }

    /// <param name="layers">The number of the base's layers.</param>
    /// <returns>
    /// An entry for each of these layers, and the entries without a layer. Null stands for a layer that the configuration does not
    /// describe; where it describes too many layers, all are null.
    /// </returns>
    internal IReadOnlyList<ForeignJson?> History(int layers)
    {
        var described = _history.Count(e => !e["empty_layer"].IsTrue);
        return described > layers ? [.. Enumerable.Repeat<ForeignJson?>(null, layers)]
            : [.. _history, .. Enumerable.Repeat<ForeignJson?>(null, Math.Max(0, layers - described))];
    }

    /// <summary>Writes the fields that are taken over as they are.</summary>
    /// <param name="set">The names of the fields that the project sets, which are left out.</param>
    internal void WriteKept(Utf8JsonWriter json, IReadOnlyList<string> set)
    {
        foreach (var name in Kept.Except(set).Where(n => _container[n].Exists))
        {
            json.WritePropertyName(name);
            _container[name].WriteTo(json);
        }
    }
}
