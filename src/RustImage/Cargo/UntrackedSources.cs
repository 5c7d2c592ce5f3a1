using System.Text;
using RustImage.State;

namespace RustImage.Cargo;

/// <summary>The sources of a build that Git does not know: a clean checkout will not have them.</summary>
/// <param name="State">Of all that the answer depends on; while it is the same, so is the answer.</param>
/// <param name="Files">Full paths, ordinal order.</param>
public sealed record UntrackedSources(string State, IReadOnlyList<string> Files)
{
    /// <summary>That many are told one by one.</summary>
    private const int Named = 5;

    /// <summary>Asks git once for each work tree that sources lie in, which mostly is one; not at all where neither the sources' names nor an index changed since.</summary>
    /// <param name="sources">Full paths; what lies in no work tree, or in one without anything added, can't be told from what is tracked.</param>
    /// <param name="earlier">The last answer, or null.</param>
    /// <exception cref="RustImageException">RIMG1023: git refuses.</exception>
    public static Task<UntrackedSources> FindAsync(IReadOnlyList<string> sources, UntrackedSources? earlier, CancellationToken cancellation = default) =>
        FindAsync(sources, earlier, FileClock.OfThisMachine(), cancellation);

    /// <inheritdoc cref="FindAsync(IReadOnlyList{string}, UntrackedSources?, CancellationToken)"/>
    internal static async Task<UntrackedSources> FindAsync(
        IReadOnlyList<string> sources, UntrackedSources? earlier, FileClock clock, CancellationToken cancellation = default)
    {
        var places = new Places();
        var trees = sources.SelectMany(places.Of).GroupBy(p => p.Tree).Where(t => File.Exists(t.Key.Index)).ToList();
        var indexes = FileSetStamps.Read([.. trees.Select(t => t.Key.Index)], StampReaderFactory.OfThisSystem);
        var state = Digest.OfBytes(Encoding.UTF8.GetBytes($"{indexes.Digest}\0{string.Join('\0', sources)}")).Hex;
        if (earlier?.State == state)
            return earlier;
        // An index that git writes again within the same tick of the clock must not be taken for this one.
        if (!indexes.Trusted(clock))
            state = "";
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tree in trees)
        {
            if (await tree.Key.TrackedAsync(cancellation).ConfigureAwait(false) is { } tracked)
                files.UnionWith(tree.Where(p => !tracked.Contains(p.Name)).Select(p => p.Source));
        }
        return new UntrackedSources(state, [.. files]);
    }

    /// <summary>One for each of the first files, and one for the rest.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics =>
    [
        .. Files.Take(Named).Select(Messages.UntrackedSource),
        .. Files.Count > Named ? [Messages.MoreUntrackedSources(Files.Count - Named)] : Array.Empty<Diagnostic>(),
    ];

    /// <exception cref="RustImageException">RIMG1022: RustImageUntrackedSources is none of these.</exception>
    public static UntrackedTreatment ParseTreatment(string text) => text.ToLowerInvariant() switch
    {
        "warn" => UntrackedTreatment.Warn,
        "error" => UntrackedTreatment.Error,
        "ignore" => UntrackedTreatment.Ignore,
        _ => throw Messages.BadUntrackedSources(text).ToException(),
    };

    /// <param name="Source">As cargo names it.</param>
    /// <param name="Name">As Git would: relative to the work tree, with '/'.</param>
    private sealed record Place(string Source, GitWorkTree Tree, string Name);

    /// <summary>Where sources lie in work trees; those of one directory are looked for once.</summary>
    private sealed class Places
    {
        private readonly Dictionary<string, (string Real, GitWorkTree? Tree)> _directories = new(StringComparer.Ordinal);

        /// <returns>Nothing for a file in no work tree; two places for a link, which is nothing without the file that it leads to.</returns>
        public IEnumerable<Place> Of(string source)
        {
            var target = new FileInfo(source).LinkTarget is null ? source : RealPath.Of(source);
            foreach (var path in new[] { source, target }.Distinct(StringComparer.Ordinal))
            {
                var directory = Path.GetDirectoryName(path)!;
                if (!_directories.TryGetValue(directory, out var known))
                {
                    var real = RealPath.Of(directory);
                    known = _directories[directory] = (real, GitWorkTree.Find(real));
                }
                if (known.Tree is { } tree)
                    yield return new Place(source, tree, Path.GetRelativePath(tree.Root, Path.Combine(known.Real, Path.GetFileName(path))).Replace('\\', '/'));
            }
        }
    }
}

/// <summary>What becomes of sources that Git does not know.</summary>
public enum UntrackedTreatment
{
    Warn,
    Error,
    Ignore,
}
