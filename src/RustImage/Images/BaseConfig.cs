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

    private readonly ForeignJson _container;
    private readonly IReadOnlyList<ForeignJson> _history;

    /// <summary>Everything is read at once: wrong kinds of values show now, and not while the image is written.</summary>
    private BaseConfig(ForeignJson root)
    {
        _container = root["config"];
        _history = root["history"].Items();
        User = _container["User"].TextOrNull() ?? "";
        Environment = [.. _container["Env"].Texts().Select(e => e.Split('=', 2)).Select(e => KeyValuePair.Create(e[0], e.ElementAtOrDefault(1) ?? ""))];
        Labels = _container["Labels"].TextsByName()
            .Where(l => l.Key is not (BaseLabels.Name or BaseLabels.Digest)).ToDictionary(StringComparer.Ordinal);
        Ports = [.. _container["ExposedPorts"].Members().Select(p => p.Name)];
        Volumes = [.. _container["Volumes"].Members().Select(p => p.Name)];
        HasTriggers = _container["OnBuild"].Texts().Count > 0;
        _ = (_container["Healthcheck"].Members(), _container["Shell"].Texts(), _container["StopSignal"].TextOrNull());
        _ = _history.Select(e => e.IsObject ? e : throw e.Refuse("is no object")).Count();
    }

    /// <exception cref="RustImageException">RIMG5127: it is no configuration.</exception>
    public static BaseConfig Parse(BaseImage image) =>
        ForeignJson.Read(image.Config, root => new BaseConfig(root), e => Messages.BadBaseConfig(image.Name, e.Message));

    /// <summary>"", a name or numbers.</summary>
    public string User { get; }

    /// <summary>Whether that is root, also where nothing is said.</summary>
    public bool RunsAsRoot => User.Split(':')[0] is "" or "0" or "root";

    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; }

    /// <summary>Without those that tell of the base's own base.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    public IReadOnlyList<string> Ports { get; }

    public IReadOnlyList<string> Volumes { get; }

    /// <summary>What <c>docker build</c> would do now, and nobody else does.</summary>
    public bool HasTriggers { get; }

    /// <param name="layers">How many the base has.</param>
    /// <returns>An entry for each of these layers, and those of no layer; entries without anything in them where the base has lost some.</returns>
    internal IReadOnlyList<ForeignJson?> History(int layers)
    {
        var described = _history.Count(e => !e["empty_layer"].IsTrue);
        return described > layers ? [.. Enumerable.Repeat<ForeignJson?>(null, layers)]
            : [.. _history, .. Enumerable.Repeat<ForeignJson?>(null, Math.Max(0, layers - described))];
    }

    /// <summary>The fields that stay, but for those that the project sets.</summary>
    internal void WriteKept(Utf8JsonWriter json, IReadOnlyList<string> set)
    {
        foreach (var name in Kept.Except(set).Where(n => _container[n].Exists))
        {
            json.WritePropertyName(name);
            _container[name].WriteTo(json);
        }
    }
}
