using System.Text;
using RustImage.State;

namespace RustImage.Cargo;

/// <summary>The Rust sources of a build that Git does not track. A clean checkout does not have them.</summary>
/// <param name="State">A digest of everything that the result depends on. While it stays the same, the result does.</param>
/// <param name="Files">Full paths in ordinal order.</param>
internal sealed record UntrackedSources(string State, IReadOnlyList<string> Files)
{
    /// <summary>The number of files that get a warning each. One more warning counts the rest.</summary>
    private const int Named = 5;

    /// <summary>
    /// Runs git once for each work tree with sources. git is not run where the names of the sources and Git's index are the same as before.
    /// </summary>
    /// <param name="sources">
    /// Full paths. Files outside of work trees, or in a work tree without an index, count as tracked.
    /// </param>
    /// <param name="earlier">The previous result, or null.</param>
    /// <exception cref="RustImageException">RIMG1023: git failed.</exception>
    public static Task<UntrackedSources> FindAsync(
        IReadOnlyList<string> sources, UntrackedSources? earlier, CancellationToken cancellation = default) =>
        FindAsync(sources, earlier, FileClock.OfThisMachine(), cancellation);

    /// <inheritdoc cref="FindAsync(IReadOnlyList{string}, UntrackedSources?, CancellationToken)"/>
    internal static async Task<UntrackedSources> FindAsync(
        IReadOnlyList<string> sources, UntrackedSources? earlier, FileClock clock, CancellationToken cancellation = default)
    {
        var finder = new WorkTreeFinder();
        var trees = sources.SelectMany(finder.Of).GroupBy(p => p.Tree).Where(t => File.Exists(t.Key.Index)).ToList();
        var indexes = FileSetStamps.Read([.. trees.Select(t => t.Key.Index)], StampReaderFactory.OfThisSystem);
        var state = Digest.OfBytes(Encoding.UTF8.GetBytes($"{indexes.Digest}\0{string.Join('\0', sources)}")).Hex;
        if (earlier?.State == state)
            return earlier;
        // git may write the index again within the same tick of the clock. So the result of a fresh index is not reused.
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

    /// <summary>One warning for each of the first files, and one for the rest.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics =>
    [
        .. Files.Take(Named).Select(Messages.UntrackedSource),
        .. Files.Count > Named ? [Messages.MoreUntrackedSources(Files.Count - Named)] : Array.Empty<Diagnostic>(),
    ];

    /// <param name="text">The value of RustImageUntrackedSources.</param>
    /// <exception cref="RustImageException">RIMG1022: the value is unknown.</exception>
    public static UntrackedTreatment ParseTreatment(string text) => text.ToLowerInvariant() switch
    {
        "warn" => UntrackedTreatment.Warn,
        "error" => UntrackedTreatment.Error,
        "ignore" => UntrackedTreatment.Ignore,
        _ => throw Messages.BadUntrackedSources(text).ToException(),
    };

    /// <summary>A path under which Git may track a source.</summary>
    /// <param name="Source">The path of the source as cargo names it.</param>
    /// <param name="Name">The path as Git names it: relative to the work tree, with '/'.</param>
    private sealed record WorkTreePath(string Source, GitWorkTree Tree, string Name);

    /// <summary>Finds the work trees of sources. Each directory is looked up once.</summary>
    private sealed class WorkTreeFinder
    {
        private readonly Dictionary<string, (string Real, GitWorkTree? Tree)> _directories = new(StringComparer.Ordinal);

        /// <returns>
        /// Empty for a file outside of work trees. For a link, both the link and its target: a checkout needs both.
        /// </returns>
        public IEnumerable<WorkTreePath> Of(string source)
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
                {
                    var real = Path.Combine(known.Real, Path.GetFileName(path));
                    yield return new WorkTreePath(source, tree, Path.GetRelativePath(tree.Root, real).Replace('\\', '/'));
                }
            }
        }
    }
}

/// <summary>What the build does about untracked sources.</summary>
internal enum UntrackedTreatment
{
    Warn,
    Error,
    Ignore,
}
