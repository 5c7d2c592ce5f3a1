using System.Globalization;

namespace RustImage.Cargo;

/// <summary>
/// Tells which crates each package depends on, where several packages are built together and cargo's messages do not tell
/// (doc.rust-lang.org/cargo/commands/cargo-tree.html).
/// </summary>
internal sealed class CrateTree
{
    /// <summary>From a package to the packages that it depends on, all in the form that cargo prints.</summary>
    private readonly Dictionary<string, HashSet<string>> _dependencies = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _crates = new(StringComparer.Ordinal);

    private CrateTree()
    {
    }

    /// <summary>Runs <c>cargo tree</c> after a build. All crates are on this machine then, so the network is not used.</summary>
    /// <exception cref="RustImageException">RIMG1001 or RIMG1002: cargo could not be started, or failed.</exception>
    public static async Task<CrateTree> ReadAsync(CargoTool cargo, CargoBuildRequest request, CancellationToken cancellation = default)
    {
        var answer = await cargo.CaptureAsync(
            ["tree", .. request.Selection, "--edges", "normal", "--prefix", "depth", "--format", " {lib}|{p}", "--offline"], cancellation)
                .ConfigureAwait(false);
        return answer.ExitCode == 0 ? Parse(answer.StandardOutput)
            : throw CargoFailure.Parse(answer.StandardError, request.Project.BuildManifest, cargo.WorkingDirectory).ToException();
    }

    /// <param name="text">
    /// Lines of a depth, the name of a library, and a package. A package that was printed before has <c>(*)</c> behind it, and its
    /// dependencies are not repeated.
    /// </param>
    internal static CrateTree Parse(string text)
    {
        var tree = new CrateTree();
        var path = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (space, bar) = (line.IndexOf(' ', StringComparison.Ordinal), line.IndexOf('|', StringComparison.Ordinal));
            if (space < 1 || bar < space
                || !int.TryParse(line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var depth) || depth > path.Count)
                continue;
            var package = line[(bar + 1)..].TrimEnd().Replace(" (*)", "", StringComparison.Ordinal);
            tree._crates[package] = line[(space + 1)..bar].Replace('_', '-');
            tree._dependencies.TryAdd(package, []);
            path.RemoveRange(depth, path.Count - depth);
            if (depth > 0)
                tree._dependencies[path[^1]].Add(package);
            path.Add(package);
        }
        return tree;
    }

    /// <returns>The given crates, in their order, that the binary's package depends on or consists of.</returns>
    /// <param name="crates">Names of crates with hyphens.</param>
    public IReadOnlyList<string> Among(IEnumerable<string> crates, CargoBinary binary)
    {
        // A package from a registry may have the same name and version. Only local packages have a path in parentheses.
        var start = $"{binary.Package} v{binary.Version} (";
        var found = _dependencies.Keys.Where(p => p.StartsWith(start, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var next = new Queue<string>(found);
        while (next.TryDequeue(out var package))
            foreach (var dependency in _dependencies[package].Where(found.Add))
                next.Enqueue(dependency);
        var names = found.Select(p => _crates[p]).ToHashSet(StringComparer.Ordinal);
        return [.. crates.Where(names.Contains)];
    }
}
