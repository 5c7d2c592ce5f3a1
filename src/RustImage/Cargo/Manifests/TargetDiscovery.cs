using RustImage.Toml;

namespace RustImage.Cargo.Manifests;

/// <summary>
/// Finds the library and the binaries of a package: those in Cargo.toml, and those that cargo discovers by their paths
/// (doc.rust-lang.org/cargo/reference/cargo-targets.html).
/// </summary>
/// <param name="edition">In 2015 cargo discovers fewer binaries, and accepts more paths for the named ones.</param>
internal sealed class TargetDiscovery(Manifest manifest, string packageName, string edition)
{
    private const string OldEdition = "2015";

    /// <summary>Names of directories that cargo creates beside the binaries.</summary>
    private static readonly string[] ReservedNames = ["deps", "examples", "build", "incremental"];

    /// <returns>The library, then the binaries sorted by name.</returns>
    /// <exception cref="AskCargoException">
    /// cargo would refuse the targets, or the package has only examples, tests or benchmarks.
    /// </exception>
    public IReadOnlyList<CargoTarget> Find()
    {
        var library = Library();
        var binaries = Binaries(hasLibrary: library is not null);
        if (library is null && binaries.Count == 0)
            throw new AskCargoException($"'{manifest.FilePath}' has neither a library nor a binary");
        return [.. library is null ? Array.Empty<CargoTarget>() : [library], .. binaries];
    }

    private CargoTarget? Library()
    {
        var table = manifest.Root.Table("lib");
        const string usual = "src/lib.rs";
        var isThere = manifest.Package!.Boolean("autolib") != false && Exists(usual);
        if (table is null)
            return isThere ? new CargoTarget(packageName.Replace('-', '_'), ["lib"]) { SrcPath = FullPath(usual) } : null;
        ManifestKeys.Check(table, ManifestKeys.Target, "[lib]");
        var name = table.String("name") ?? packageName.Replace('-', '_');
        var path = table.String("path") ?? (isThere ? usual : null)
            ?? (edition == OldEdition && Exists($"src/{name}.rs") ? $"src/{name}.rs" : null);
        if (path is null || name.Contains('-', StringComparison.Ordinal) || name.Trim().Length == 0)
            throw new AskCargoException($"the library of '{manifest.FilePath}' has no file or a name that cargo refuses");
        var types = Types(table);
        var isMacro = Either(table, "proc-macro", table.Boolean) == true;
        return new CargoTarget(name, types ?? (isMacro ? ["proc-macro"] : ["lib"])) { SrcPath = FullPath(path) };
    }

    private IReadOnlyList<string>? Types(TomlTable table)
    {
        var types = Either(table, "crate-type", table.Strings);
        if (types is null)
            return null;
        if (types.Count == 0 || (types.Contains("proc-macro") && types.Count > 1) || (types.Contains("dylib") && types.Contains("cdylib")))
            throw new AskCargoException($"'{manifest.FilePath}' has crate types that cargo refuses together");
        return types;
    }

    /// <summary>Reads a key that may have an underscore instead of a hyphen before edition 2024.</summary>
    private T? Either<T>(TomlTable table, string key, Func<string, T?> read)
    {
        var older = key.Replace('-', '_');
        if (table.Contains(older) && (edition is not (OldEdition or "2018" or "2021") || table.Contains(key)))
            throw new AskCargoException($"'{manifest.FilePath}' has '{older}' instead of '{key}'");
        return read(table.Contains(older) ? older : key);
    }

    private List<CargoTarget> Binaries(bool hasLibrary)
    {
        var tables = manifest.Root.Tables("bin");
        var discovers = manifest.Package!.Boolean("autobins");
        var discovered = Discovered();
        var targets = (tables ?? []).Select(t => Binary(t, discovered, hasLibrary)).ToList();
        // A package of edition 2015 that lists binaries has no discovered ones.
        if (discovers ?? (tables is null || edition != OldEdition))
        {
            var names = targets.Select(t => t.Name).ToHashSet();
            var paths = (tables ?? []).Select(t => t.String("path")).OfType<string>().Select(FullPath).ToHashSet();
            targets.AddRange(discovered
                .Where(d => !names.Contains(d.Name) && !paths.Contains(d.Path))
                .Select(d => new CargoTarget(d.Name, ["bin"]) { SrcPath = d.Path }));
        }
        if (targets.DistinctBy(t => t.Name).Count() < targets.Count)
            throw new AskCargoException($"'{manifest.FilePath}' has two binaries of one name");
        var keepsOrder = discovers == false && tables is not null && tables.All(t => t.Contains("name") && t.Contains("path"));
        return keepsOrder ? targets : [.. targets.OrderBy(t => t.Name, StringComparer.Ordinal)];
    }

    private CargoTarget Binary(TomlTable table, IReadOnlyList<(string Name, string Path)> discovered, bool hasLibrary)
    {
        ManifestKeys.Check(table, ManifestKeys.Target, "[[bin]]");
        var name = table.String("name") ?? "";
        var isRefused = name.Trim().Length == 0 || ReservedNames.Contains(name)
            || Either(table, "proc-macro", table.Boolean) == true || Either(table, "crate-type", table.Strings) is { Count: > 0 };
        if (isRefused)
            throw new AskCargoException($"cargo may refuse the binary '{name}' of '{manifest.FilePath}'");
        var path = table.String("path") is { } written ? FullPath(written) : PathOf(name, discovered, hasLibrary);
        return new CargoTarget(name, ["bin"]) { SrcPath = path, RequiredFeatures = table.Strings("required-features") };
    }

    private string PathOf(string name, IReadOnlyList<(string Name, string Path)> discovered, bool hasLibrary)
    {
        var matching = discovered.Where(d => d.Name == name).ToList();
        if (matching.Count == 1)
            return matching[0].Path;
        string[] older = hasLibrary ? ["src/main.rs", "src/bin/main.rs"] : [$"src/{name}.rs", "src/main.rs", "src/bin/main.rs"];
        return edition == OldEdition && older.FirstOrDefault(Exists) is { } place
            ? FullPath(place)
            : throw new AskCargoException(
                $"the binary '{name}' of '{manifest.FilePath}' has {(matching.Count == 0 ? "no file" : "two files")}");
    }

    /// <summary>Lists src/main.rs, src/bin/*.rs and src/bin/*/main.rs.</summary>
    private List<(string Name, string Path)> Discovered()
    {
        var found = new List<(string Name, string Path)>();
        if (Exists("src/main.rs"))
            found.Add((packageName, FullPath("src/main.rs")));
        var directory = new DirectoryInfo(Path.Combine(manifest.Directory, "src", "bin"));
        foreach (var entry in directory.Exists ? directory.EnumerateFileSystemInfos().Where(e => !e.Name.StartsWith('.')) : [])
        {
            // cargo skips links to directories.
            if (entry is DirectoryInfo && entry.LinkTarget is null)
            {
                var main = Path.Combine(entry.FullName, "main.rs");
                if (Path.Exists(main))
                    found.Add((entry.Name, main));
            }
            else if (entry.Extension == ".rs")
            {
                found.Add((Path.GetFileNameWithoutExtension(entry.Name), entry.FullName));
            }
        }
        return found;
    }

    private bool Exists(string path) => Path.Exists(Path.Combine(manifest.Directory, path));

    private string FullPath(string path) => Path.GetFullPath(path, manifest.Directory);
}
