using System.Globalization;
using RustImage.Layers;

namespace RustImage.Images;

/// <summary>How a container of the image starts, and what the image says of itself (image-spec, config.md).</summary>
/// <param name="Created">Also the time of each history entry.</param>
/// <param name="Entrypoint">The binary, then the arguments that always follow it; empty where the command has it.</param>
/// <param name="Command">Arguments that the user of the image replaces; may be empty.</param>
/// <param name="User">"uid", "uid:gid" or a name; empty for the base's, or where that is root, <see cref="DefaultUser"/>.</param>
/// <param name="Environment">Name and value, in the order given.</param>
/// <param name="Ports">"8080/tcp".</param>
public sealed record ImageSettings(
    Platform Platform,
    DateTimeOffset Created,
    IReadOnlyList<string> Entrypoint,
    IReadOnlyList<string> Command,
    string User,
    string WorkingDirectory,
    IReadOnlyList<KeyValuePair<string, string>> Environment,
    IReadOnlyList<string> Ports,
    IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Null for none.</summary>
    public HealthCheck? HealthCheck { get; init; }

    /// <summary>"SIGINT"; null for the engine's, which is SIGTERM.</summary>
    public string? StopSignal { get; init; }

    /// <summary>Absolute paths.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Nobody in particular, and not root.</summary>
    public static string DefaultUser { get; } = $"{SkeletonFiles.NonRoot}:{SkeletonFiles.NonRoot}";

    /// <summary>What a login would set: a program that starts others expects it.</summary>
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>What OpenSSL, and most that stand in for it, read their authorities from.</summary>
    private const string CertificateVariable = "SSL_CERT_FILE";

    /// <summary>
    /// The project's variables, after PATH and the certificates' unless the base or they set these themselves; of a name that comes twice the last counts.
    /// </summary>
    /// <param name="certificates">The bundle in the image, or null: a variable that leads nowhere breaks what would work without it.</param>
    /// <param name="below">The base's.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> WithDefaults(
        IEnumerable<KeyValuePair<string, string>> variables, string? certificates, IEnumerable<KeyValuePair<string, string>>? below = null)
    {
        var all = (below ?? []).Concat(variables).ToList();
        if (certificates is not null)
            all.Insert(0, KeyValuePair.Create(CertificateVariable, certificates));
        all.Insert(0, KeyValuePair.Create("PATH", DefaultPath));
        return [.. all.Select(v => v.Key).Distinct(StringComparer.Ordinal).Select(name => all.FindLast(v => v.Key == name))];
    }

    /// <summary>With what the base says and these do not. Its working directory and its command are of its own programs.</summary>
    public ImageSettings On(BaseConfig config) => this with
    {
        User = User.Length > 0 ? User : config.RunsAsRoot ? DefaultUser : config.User,
        Ports = [.. config.Ports.Union(Ports)],
        Volumes = [.. config.Volumes.Union(Volumes)],
        Labels = config.Labels.Where(l => !Labels.ContainsKey(l.Key)).Concat(Labels).ToDictionary(StringComparer.Ordinal),
    };

    /// <summary>Who a container runs as: numbers, or names that the image's /etc/passwd and /etc/group have, since a container of any other would not start.</summary>
    /// <exception cref="RustImageException">RIMG5006: neither.</exception>
    public static string CheckUser(string user, Accounts accounts)
    {
        // Engines take no number above this one.
        var isKnown = user.Split(':') switch
        {
            [var name] => IsKnown(name, accounts.Users),
            [var name, var group] => IsKnown(name, accounts.Users) && IsKnown(group, accounts.Groups),
            _ => false,
        };
        return isKnown ? user : throw Messages.BadUser(user, accounts.Users).ToException();

        static bool IsKnown(string text, IReadOnlyList<string> names) =>
            names.Contains(text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    /// <exception cref="RustImageException">RIMG5007: not an absolute path.</exception>
    public static string CheckWorkingDirectory(string directory) =>
        directory.StartsWith('/') ? directory : throw Messages.BadWorkingDirectory(directory).ToException();
}
