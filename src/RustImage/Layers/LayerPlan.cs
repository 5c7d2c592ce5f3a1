using RustImage.Closure.Sources;

namespace RustImage.Layers;

/// <summary>What one layer shall hold.</summary>
/// <param name="Title">For example "libc", "openssl", "application".</param>
/// <param name="Entries">Ordinal by path, each path once, parents before children.</param>
public sealed record LayerPlan(string Title, IReadOnlyList<LayerEntry> Entries)
{
    /// <summary>Registries and storage drivers take 127 layers; far fewer pull faster.</summary>
    public const int MaximumPackageLayers = 16;

    /// <summary>
    /// Divides an image's entries into layers by how often they change, the rarest first, so that a new version of the
    /// application shares every layer but the last with the version before it.
    /// </summary>
    /// <param name="rootFiles">The first layer.</param>
    /// <param name="libraries">Each library file or link, with the class that <see cref="LibraryClass"/> gives it.</param>
    /// <param name="userFiles">What the project adds.</param>
    /// <param name="application">The binary.</param>
    /// <param name="base">The files of the image that this one is built on: entries go where its links lead, and its directories stay as they are.</param>
    /// <returns>The lowest layer first; none is empty.</returns>
    /// <exception cref="RustImageException">RIMG4001: two entries want one path. RIMG5126: a file and a directory of the base do.</exception>
    public static IReadOnlyList<LayerPlan> Create(
        IReadOnlyList<LayerEntry> rootFiles,
        IReadOnlyList<(LibraryClass Class, LayerEntry Entry)> libraries,
        IReadOnlyList<LayerEntry> userFiles,
        IReadOnlyList<LayerEntry> application,
        IBaseFiles? @base = null)
    {
        var root = new BaseFileSystem(@base);
        libraries = [.. libraries.Select(l => (l.Class, Placed(l.Entry, root)))];
        var groups = new List<(string Title, IReadOnlyList<LayerEntry> Entries)>
        {
            (LibraryClass.Root.Title, [.. rootFiles, .. libraries.Where(l => l.Class == LibraryClass.Root).Select(l => l.Entry)]),
        };
        groups.AddRange(Budgeted([.. libraries.Where(l => l.Class != LibraryClass.Root)]));
        groups.Add(("files", [.. userFiles.Select(e => Placed(e, root))]));
        groups.Add(("application", [.. application.Select(e => Placed(e, root))]));

        CheckUnique([.. groups.SelectMany(g => g.Entries)]);
        var directories = DeclaredDirectories(groups.SelectMany(g => g.Entries));
        return [.. from g in groups where g.Entries.Count > 0 select new LayerPlan(g.Title, WithParents(g.Entries, directories, root))];
    }

    /// <summary>libc, the compiler's runtime, then a layer for each source package; when there are too many, the smallest share one.</summary>
    private static IEnumerable<(string, IReadOnlyList<LayerEntry>)> Budgeted(IReadOnlyList<(LibraryClass Class, LayerEntry Entry)> libraries)
    {
        var classes = libraries.GroupBy(l => l.Class).Select(g => (Class: g.Key, Entries: (IReadOnlyList<LayerEntry>)[.. g.Select(l => l.Entry)]))
            .OrderBy(g => g.Class.Rank).ThenBy(g => g.Class.Title, StringComparer.Ordinal).ToList();
        var bySize = classes.Where(g => g.Class.Rank == LibraryClass.PackageRank)
            .OrderByDescending(g => g.Entries.OfType<FileEntry>().Sum(f => f.Content.Size)).ThenBy(g => g.Class.Title, StringComparer.Ordinal);
        var merged = bySize.Skip(MaximumPackageLayers - 1).Select(g => g.Class).ToHashSet();
        if (merged.Count < 2)
            return classes.Select(g => (g.Class.Title, g.Entries));

        var kept = classes.Where(g => !merged.Contains(g.Class)).Select(g => (g.Class.Title, g.Entries));
        IReadOnlyList<LayerEntry> rest = [.. classes.Where(g => merged.Contains(g.Class)).SelectMany(g => g.Entries)];
        return kept.Append(("other libraries", rest));
    }

    /// <summary>Where it lies in the image: an entry for a directory would replace a link of the base's.</summary>
    private static LayerEntry Placed(LayerEntry entry, BaseFileSystem root)
    {
        if (root.IsEmpty)
            return entry;
        entry = entry with { Path = entry is DirectoryEntry ? root.PlaceOfDirectory(entry.Path) : root.Place(entry.Path) };
        if (root.EntryAt(entry.Path) is { } there && there.Type == BaseEntryType.Directory != entry is DirectoryEntry)
            throw Messages.OtherTypeInBase(entry.Path, entry.Reason, root.Description).ToException();
        return entry;
    }

    private static Dictionary<string, DirectoryEntry> DeclaredDirectories(IEnumerable<LayerEntry> entries) =>
        entries.OfType<DirectoryEntry>().ToDictionary(d => d.Path, StringComparer.Ordinal);

    private static void CheckUnique(IReadOnlyList<LayerEntry> entries)
    {
        var byPath = new Dictionary<string, LayerEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!byPath.TryAdd(entry.Path, entry))
                throw Messages.PathTakenTwice(entry.Path, byPath[entry.Path].Reason, entry.Reason).ToException();
        }
        var checkedParents = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var parent in NewParents(entry.Path, checkedParents))
            {
                if (byPath.GetValueOrDefault(parent) is { } file and not DirectoryEntry)
                    throw Messages.PathTakenTwice(parent, file.Reason, $"as the directory of {entry.Path}").ToException();
            }
        }
    }

    /// <summary>
    /// A layer names the directories above its files, because an unpacker would otherwise make them with today's date;
    /// with the mode that the image or its base declares for them, because a later layer's entry replaces an earlier one's (/tmp must stay 1777).
    /// </summary>
    private static List<LayerEntry> WithParents(IReadOnlyList<LayerEntry> entries, Dictionary<string, DirectoryEntry> directories, BaseFileSystem root)
    {
        List<LayerEntry> all = [.. entries];
        var known = entries.OfType<DirectoryEntry>().Select(d => d.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var parent in NewParents(entry.Path, known))
                all.Add(directories.GetValueOrDefault(parent) ?? Parent(parent, entry, root));
        }
        all.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return all;
    }

    /// <summary>Directories above a path up to the first known one, which become known. Nothing is made for a path whose directory is: thousands of files share a few.</summary>
    private static IEnumerable<string> NewParents(string path, HashSet<string> known) => IsKnown(path, path.LastIndexOf('/'), known) ? [] : Climb(path, known);

    private static IEnumerable<string> Climb(string path, HashSet<string> known)
    {
        for (var end = path.LastIndexOf('/'); !IsKnown(path, end, known); end = path.LastIndexOf('/', end - 1))
        {
            var parent = path[..end];
            known.Add(parent);
            yield return parent;
        }
    }

    /// <summary>The root is.</summary>
    private static bool IsKnown(string path, int end, HashSet<string> known) =>
        end <= 0 || known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(path.AsSpan(0, end));

    private static DirectoryEntry Parent(string path, LayerEntry holds, BaseFileSystem root) => root.EntryAt(path) switch
    {
        null => new(path, $"holds {holds.Path}"),
        { Type: BaseEntryType.Directory } there => new(path, $"holds {holds.Path}", there.Mode, there.UserId, there.GroupId),
        _ => throw Messages.OtherTypeInBase(path, $"holds {holds.Path}", root.Description).ToException(),
    };
}
