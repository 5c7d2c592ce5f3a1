using System.Globalization;
using RustImage.Layers;

namespace RustImage.Images;

/// <summary>What the image's configuration says: how a container starts, and what describes the image (image-spec, config.md).</summary>
/// <param name="Created">The time of the image and of each history entry.</param>
/// <param name="Entrypoint">The binary, then the arguments that always follow it; empty where the command names the binary.</param>
/// <param name="Command">The arguments that a user of the image can replace; may be empty.</param>
/// <param name="User">
/// "uid", "uid:gid" or a name. Where it is empty, the user of the base image; where that is root, <see cref="DefaultUser"/>.
/// </param>
/// <param name="Environment">Names and values in the order of the image.</param>
/// <param name="Ports">Ports with their protocols: "8080/tcp".</param>
internal sealed record ImageSettings(
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
    public HealthCheck? HealthCheck { get; init; }

    /// <summary>"SIGINT"; null for the default of the base image or the engine (SIGTERM).</summary>
    public string? StopSignal { get; init; }

    /// <summary>Absolute paths of directories in the image.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>The user nonroot, by number.</summary>
    public static string DefaultUser { get; } = $"{SkeletonFiles.NonRoot}:{SkeletonFiles.NonRoot}";

    /// <summary>The value that a login sets. Programs that start others expect it.</summary>
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>The variable from which OpenSSL and most other TLS libraries take the file of authorities.</summary>
    private const string CertificateVariable = "SSL_CERT_FILE";

    /// <summary>
    /// Adds PATH and the certificates' variable, unless the base or the project sets them. Of two variables with one name, the last counts.
    /// </summary>
    /// <param name="certificates">
    /// The bundle's path in the image; null without a bundle. A variable that names a missing file would break TLS.
    /// </param>
    /// <param name="below">The variables of the base image.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> WithDefaults(
        IEnumerable<KeyValuePair<string, string>> variables, string? certificates, IEnumerable<KeyValuePair<string, string>>? below = null)
    {
        var all = (below ?? []).Concat(variables).ToList();
        if (certificates is not null)
            all.Insert(0, KeyValuePair.Create(CertificateVariable, certificates));
        all.Insert(0, KeyValuePair.Create("PATH", DefaultPath));
        return [.. all.Select(v => v.Key).Distinct(StringComparer.Ordinal).Select(name => all.FindLast(v => v.Key == name))];
    }

    /// <summary>
    /// Adds what the base image sets and these settings do not. Its working directory and command are left out, since they belong to its
    /// own programs.
    /// </summary>
    public ImageSettings On(BaseConfig config) => this with
    {
        User = User.Length > 0 ? User : config.RunsAsRoot ? DefaultUser : config.User,
        Ports = [.. config.Ports.Union(Ports)],
        Volumes = [.. config.Volumes.Union(Volumes)],
        Labels = config.Labels.Where(l => !Labels.ContainsKey(l.Key)).Concat(Labels).ToDictionary(StringComparer.Ordinal),
    };

    /// <summary>
    /// Checks that the user is a number or a name in the image's /etc/passwd. A container with another user does not start.
    /// </summary>
    /// <exception cref="RustImageException">RIMG5006: the user or the group is neither a number nor a known name.</exception>
    public static string CheckUser(string user, Accounts accounts) =>
        IsUser(user, accounts) ? user : throw Messages.BadUser(user, accounts.Users).ToException();

    /// <summary>Whether a user is a number or a name of the accounts, and its group, too.</summary>
    public static bool IsUser(string user, Accounts accounts)
    {
        return user.Split(':') switch
        {
            [var name] => IsKnown(name, accounts.Users),
            [var name, var group] => IsKnown(name, accounts.Users) && IsKnown(group, accounts.Groups),
            _ => false,
        };

        // Engines accept no number above int.MaxValue.
        static bool IsKnown(string text, IReadOnlyList<string> names) =>
            names.Contains(text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    /// <exception cref="RustImageException">RIMG5007: not an absolute path.</exception>
    public static string CheckWorkingDirectory(string directory) =>
        directory.StartsWith('/') ? directory : throw Messages.BadWorkingDirectory(directory).ToException();
}
