using System.Text;

namespace RustImage.Closure.Sources;

/// <summary>The control fields of the installed packages (deb-control(5)), from dpkg's status file or a distroless status.d.</summary>
internal sealed class DpkgStatus
{
    private readonly byte[] _status;
    private readonly Dictionary<string, Package?> _packages = new(StringComparer.Ordinal);

    /// <summary>What dpkg adds to a package's own control fields.</summary>
    private static readonly string[] StateFields = ["Status", "Conffiles", "Config-Version", "Triggers-Pending", "Triggers-Awaited"];

    private DpkgStatus(byte[] status) => _status = status;

    /// <param name="home">Usually /var/lib/dpkg.</param>
    public static DpkgStatus Read(RootTree tree, string home)
    {
        var parts = tree.Names(home + "/status.d")
            .Where(n => !n.EndsWith(".md5sums", StringComparison.Ordinal))
            .Select(n => $"{home}/status.d/{n}")
            .Prepend(home + "/status")
            .Select(tree.Resolve).OfType<string>()
            .Select(tree.FileAt).OfType<string>();
        var status = new MemoryStream();
        foreach (var part in parts)
        {
            status.Write("\n\n"u8);
            status.Write(File.ReadAllBytes(part));
        }
        status.Write("\n\n"u8);
        return new DpkgStatus(status.ToArray());
    }

    /// <param name="owner">A list's name: <c>libc6:amd64</c> for a package that several architectures share, <c>git</c> otherwise.</param>
    public Package? Find(string owner)
    {
        if (_packages.TryGetValue(owner, out var known))
            return known;
        var parts = owner.Split(':');
        return _packages[owner] = Stanzas(parts[0]).Select(s => Read(s, parts[0])).OfType<Package>()
            .FirstOrDefault(p => parts.Length == 1 || p.Architecture == parts[1]);
    }

    /// <returns>The package's control fields as they are written, dpkg's own left out; ends with a newline.</returns>
    public string? StanzaOf(Package package) => Stanzas(package.Name).Where(s => Read(s, package.Name) == package).Select(WithoutState).FirstOrDefault();

    private static string WithoutState(string stanza)
    {
        var kept = new StringBuilder();
        var keep = true;
        foreach (var line in stanza.Split('\n'))
        {
            // A line that starts with a space continues the field before it.
            if (!line.StartsWith(' '))
                keep = !StateFields.Contains(line.Split(':')[0]);
            if (keep)
                kept.Append(line).Append('\n');
        }
        return kept.ToString();
    }

    private IEnumerable<string> Stanzas(string name)
    {
        var needle = Encoding.UTF8.GetBytes($"\nPackage: {name}\n");
        for (var from = 0; _status.AsSpan(from).IndexOf(needle) is >= 0 and var found; from += found + needle.Length - 1)
        {
            var start = _status.AsSpan(0, from + found + 1).LastIndexOf("\n\n"u8) + 2;
            var length = _status.AsSpan(from + found).IndexOf("\n\n"u8) + from + found - start;
            yield return Encoding.UTF8.GetString(_status, start, length);
        }
    }

    private static Package? Read(string stanza, string name)
    {
        var lines = stanza.Split('\n');
        if (Field(lines, "Version") is not { } version || Field(lines, "Architecture") is not { } architecture)
            return null;
        // "Source: glibc (2.36-9)": the version stands there only where it differs from the binary package's.
        var source = Field(lines, "Source")?.Split(' ')[0] ?? name;
        return new Package(name, version, architecture, source);
    }

    private static string? Field(string[] lines, string field) =>
        lines.FirstOrDefault(l => l.StartsWith(field + ":", StringComparison.Ordinal))?[(field.Length + 1)..].Trim();
}
