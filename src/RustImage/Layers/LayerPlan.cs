using RustImage.Closure.Sources;

namespace RustImage.Layers;

/// <summary>The entries that one layer will have.</summary>
/// <param name="Title">The layer's name for people: "libc", "openssl", "application".</param>
/// <param name="Entries">Sorted by path (ordinal), so parents come before their children. No path occurs twice.</param>
internal sealed record LayerPlan(string Title, IReadOnlyList<LayerEntry> Entries)
{
    /// <summary>
    /// The most layers for libraries of packages; beyond it the smallest packages share a layer. Registries accept 127 layers, but an
    /// image with far fewer is pulled faster.
    /// </summary>
    public const int MaximumPackageLayers = 16;

    /// <summary>
    /// Divides an image's entries into layers. The layer that changes least comes first, so a new version of the application shares
    /// all layers but the last with the version before it.
    /// </summary>
    /// <param name="skeleton">The entries of the first layer (<see cref="SkeletonFiles"/>).</param>
    /// <param name="libraries">The files and links of libraries, each with the class that <see cref="LibraryClass"/> gives it.</param>
    /// <param name="userFiles">What the items of the project add.</param>
    /// <param name="application">The binary.</param>
    /// <param name="base">
    /// The files of the base image. An entry goes where the links of the base lead, and directories of the base keep their modes.
    /// </param>
    /// <returns>The lowest layer first. A group without entries makes no layer.</returns>
    /// <exception cref="RustImageException">
    /// RIMG4001: two entries have the same path. RIMG5126: an entry is a file and the base has a directory there, or the reverse.
    /// </exception>
    public static IReadOnlyList<LayerPlan> Create(
        IReadOnlyList<LayerEntry> skeleton,
        IReadOnlyList<(LibraryClass Class, LayerEntry Entry)> libraries,
        IReadOnlyList<LayerEntry> userFiles,
        IReadOnlyList<LayerEntry> application,
        IBaseFiles? @base = null)
    {
        var root = new BaseFileSystem(@base);
        libraries = [.. libraries.Select(l => (l.Class, Place(l.Entry, root)))];
        var groups = new List<(string Title, IReadOnlyList<LayerEntry> Entries)>
        {
            (LibraryClass.Root.Title, [.. skeleton, .. libraries.Where(l => l.Class == LibraryClass.Root).Select(l => l.Entry)]),
        };
        groups.AddRange(GroupLibraries([.. libraries.Where(l => l.Class != LibraryClass.Root)]));
        groups.Add(("files", [.. userFiles.Select(e => Place(e, root))]));
        groups.Add(("application", [.. application.Select(e => Place(e, root))]));

        CheckUnique([.. groups.SelectMany(g => g.Entries)]);
        var directories = DeclaredDirectories(groups.SelectMany(g => g.Entries));
        return [.. from g in groups where g.Entries.Count > 0 select new LayerPlan(g.Title, AddParents(g.Entries, directories, root))];
    }

    /// <summary>
    /// Groups libraries: libc, the compiler's runtime, then each source package. Where that would be too many layers, the smallest
    /// packages share one.
    /// </summary>
    private static IEnumerable<(string, IReadOnlyList<LayerEntry>)> GroupLibraries(
        IReadOnlyList<(LibraryClass Class, LayerEntry Entry)> libraries)
    {
        var classes = libraries.GroupBy(l => l.Class)
            .Select(g => (Class: g.Key, Entries: (IReadOnlyList<LayerEntry>)[.. g.Select(l => l.Entry)]))
            .OrderBy(g => g.Class.Rank).ThenBy(g => g.Class.Title, StringComparer.Ordinal).ToList();
        var bySize = classes.Where(g => g.Class.Rank == LibraryClass.PackageRank)
            .OrderByDescending(g => g.Entries.OfType<FileEntry>().Sum(f => f.Content.Size))
            .ThenBy(g => g.Class.Title, StringComparer.Ordinal);
        var merged = bySize.Skip(MaximumPackageLayers - 1).Select(g => g.Class).ToHashSet();
        if (merged.Count < 2)
            return classes.Select(g => (g.Class.Title, g.Entries));

        var kept = classes.Where(g => !merged.Contains(g.Class)).Select(g => (g.Class.Title, g.Entries));
        IReadOnlyList<LayerEntry> rest = [.. classes.Where(g => merged.Contains(g.Class)).SelectMany(g => g.Entries)];
        return kept.Append(("other libraries", rest));
    }

    /// <summary>
    /// Moves an entry to where the links of the base lead: as a directory, /lib would replace the base's link to /usr/lib.
    /// </summary>
    private static LayerEntry Place(LayerEntry entry, BaseFileSystem root)
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
            foreach (var parent in FindNewParents(entry.Path, checkedParents))
            {
                if (byPath.GetValueOrDefault(parent) is { } file and not DirectoryEntry)
                    throw Messages.PathTakenTwice(parent, file.Reason, $"as the directory of {entry.Path}").ToException();
            }
        }
    }

    /// <summary>
    /// Adds entries for the directories above each file. Without them an unpacker creates these directories with today's date.
    /// They get the mode that the image or its base declares, since the entry of a later layer replaces that of an earlier one:
    /// /tmp must stay 1777.
    /// </summary>
    private static List<LayerEntry> AddParents(
        IReadOnlyList<LayerEntry> entries, Dictionary<string, DirectoryEntry> directories, BaseFileSystem root)
    {
        List<LayerEntry> all = [.. entries];
        var known = entries.OfType<DirectoryEntry>().Select(d => d.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var parent in FindNewParents(entry.Path, known))
                all.Add(directories.GetValueOrDefault(parent) ?? CreateParent(parent, entry, root));
        }
        all.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return all;
    }

    /// <summary>
    /// Returns the directories above a path that are not known yet, and adds them to <paramref name="known"/>. Thousands of files
    /// share a few directories, so a path whose directory is known costs no iterator.
    /// </summary>
    private static IEnumerable<string> FindNewParents(string path, HashSet<string> known) =>
        IsKnown(path, path.LastIndexOf('/'), known) ? [] : Climb(path, known);

    private static IEnumerable<string> Climb(string path, HashSet<string> known)
    {
        for (var end = path.LastIndexOf('/'); !IsKnown(path, end, known); end = path.LastIndexOf('/', end - 1))
        {
            var parent = path[..end];
            known.Add(parent);
            yield return parent;
        }
    }

    /// <summary>Whether the first <paramref name="end"/> characters of a path are a known directory. The root always is.</summary>
    private static bool IsKnown(string path, int end, HashSet<string> known) =>
        end <= 0 || known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(path.AsSpan(0, end));

    private static DirectoryEntry CreateParent(string path, LayerEntry holds, BaseFileSystem root) => root.EntryAt(path) switch
    {
        null => new(path, $"holds {holds.Path}"),
        { Type: BaseEntryType.Directory } there => new(path, $"holds {holds.Path}", there.Mode, there.UserId, there.GroupId),
        _ => throw Messages.OtherTypeInBase(path, $"holds {holds.Path}", root.Description).ToException(),
    };
}
