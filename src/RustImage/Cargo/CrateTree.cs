using System.Globalization;

namespace RustImage.Cargo;

/// <summary>Which crates each package is made of, where several are built together and cargo's messages no longer tell (doc.rust-lang.org/cargo/commands/cargo-tree.html).</summary>
public sealed class CrateTree
{
    /// <summary>From a package, as cargo writes it, to those that it depends on.</summary>
    private readonly Dictionary<string, HashSet<string>> _dependencies = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _crates = new(StringComparer.Ordinal);

    private CrateTree()
    {
    }

    /// <summary>Asks cargo after a build: everything is there, so the network is left alone.</summary>
    /// <exception cref="RustImageException">RIMG1001 or RIMG1002: cargo could not be started, or failed.</exception>
    public static async Task<CrateTree> ReadAsync(CargoTool cargo, CargoBuildRequest request, CancellationToken cancellation = default)
    {
        var answer = await cargo.CaptureAsync(
            ["tree", .. request.Selection, "--edges", "normal", "--prefix", "depth", "--format", " {lib}|{p}", "--offline"], cancellation).ConfigureAwait(false);
        return answer.ExitCode == 0 ? Parse(answer.StandardOutput)
            : throw CargoFailure.Parse(answer.StandardError, request.Project.BuildManifest, cargo.WorkingDirectory).ToException();
    }

    /// <param name="text">Lines of a depth, a library's name and a package; what was written before has <c>(*)</c> behind it, and its dependencies only there.</param>
    internal static CrateTree Parse(string text)
    {
        var tree = new CrateTree();
        var path = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (space, bar) = (line.IndexOf(' ', StringComparison.Ordinal), line.IndexOf('|', StringComparison.Ordinal));
            if (space < 1 || bar < space || !int.TryParse(line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var depth) || depth > path.Count)
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

    /// <returns>Those of the crates, in their order, that a binary's package depends on or is.</returns>
    /// <param name="crates">With hyphens.</param>
    public IReadOnlyList<string> Among(IEnumerable<string> crates, CargoBinary binary)
    {
        // A package of a registry's may have the same name; only behind one of a directory is that said.
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
