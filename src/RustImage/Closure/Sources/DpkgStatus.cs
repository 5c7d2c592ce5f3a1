using System.Text;
using RustImage.Formats.Deb822;

namespace RustImage.Closure.Sources;

/// <summary>
/// The control fields of the installed packages, from dpkg's status file or a distroless image's status.d (deb-control(5)).
/// </summary>
internal sealed class DpkgStatus
{
    private readonly byte[] _status;
    private readonly Dictionary<string, Package?> _packages = new(StringComparer.Ordinal);

    /// <summary>The fields that dpkg adds to a package's own.</summary>
    private static readonly string[] StateFields = ["Status", "Conffiles", "Config-Version", "Triggers-Pending", "Triggers-Awaited"];

    private DpkgStatus(byte[] status) => _status = status;

    /// <param name="home">Usually /var/lib/dpkg.</param>
    public static DpkgStatus Read(FileSystemTree tree, string home)
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
            status.Write(File.ReadAllBytes(part));
            status.Write("\n\n"u8);
        }
        return new DpkgStatus(status.ToArray());
    }

    /// <param name="owner">
    /// The name of a file list: <c>libc6:amd64</c> where several architectures share a package, else <c>git</c>.
    /// </param>
    /// <returns>Null where no such package is installed.</returns>
    public Package? Find(string owner)
    {
        if (_packages.TryGetValue(owner, out var known))
            return known;
        var parts = owner.Split(':');
        return _packages[owner] = Paragraphs(parts[0]).Select(p => Read(p.Span, parts[0])).OfType<Package>()
            .FirstOrDefault(p => parts.Length == 1 || p.Architecture == parts[1]);
    }

    /// <returns>The package's own control fields as they are written, with a newline at the end; null where it is not installed.</returns>
    public string? ParagraphOf(Package package) => Paragraphs(package.Name)
        .Where(p => Read(p.Span, package.Name) == package).Select(p => Deb822Reader.Without(p.Span, StateFields)).FirstOrDefault();

    private List<ReadOnlyMemory<byte>> Paragraphs(string name)
    {
        var wanted = Encoding.UTF8.GetBytes(name);
        var found = new List<ReadOnlyMemory<byte>>();
        ReadOnlySpan<byte> rest = _status;
        while (Deb822Reader.TryTakeParagraph(ref rest, out var paragraph))
        {
            if (Deb822Reader.TryFind(paragraph, "Package"u8, out var value) && value.SequenceEqual(wanted))
                found.Add(_status.AsMemory(_status.Length - rest.Length - paragraph.Length, paragraph.Length));
        }
        return found;
    }

    private static Package? Read(ReadOnlySpan<byte> paragraph, string name)
    {
        if (Deb822Reader.Find(paragraph, "Version"u8) is not { } version
            || Deb822Reader.Find(paragraph, "Architecture"u8) is not { } architecture)
            return null;
        // "Source: glibc (2.36-9)": the version stands there only where it differs from the binary package's.
        var source = Deb822Reader.Find(paragraph, "Source"u8)?.Split(' ')[0] ?? name;
        return new Package(name, version, architecture, source);
    }
}
