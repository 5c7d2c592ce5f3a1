namespace RustImage.Cargo.Manifests;

/// <summary>
/// Reads the workspace that a manifest belongs to, by cargo's own rules, with the same result as <c>cargo metadata --no-deps</c>
/// (doc.rust-lang.org/cargo/reference/workspaces.html).
/// </summary>
/// <param name="cargoHome">CARGO_HOME. The search for a workspace root ends there.</param>
internal sealed class WorkspaceReader(string cargoHome)
{
    private readonly Dictionary<string, LoadedManifest> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _members = [];

    /// <param name="Package">Null in the manifest of a virtual workspace.</param>
    /// <param name="PathDependencies">The full paths of the path dependencies' directories, in cargo's order.</param>
    private sealed record LoadedManifest(Manifest Manifest, CargoPackage? Package, IReadOnlyList<string> PathDependencies);

    /// <param name="manifestPath">A full path.</param>
    /// <param name="targetDirectory">The target directory of the configuration; null for the default.</param>
    /// <exception cref="AskCargoException">Only cargo can tell. RIMG1030, RIMG1031 and I/O errors mean the same.</exception>
    public CargoMetadata Read(string manifestPath, string? targetDirectory)
    {
        if (Path.GetFileName(manifestPath) != "Cargo.toml")
            throw new AskCargoException($"'{manifestPath}' is not named Cargo.toml");
        var current = Load(manifestPath);
        var rootPath = RootOf(manifestPath);
        IReadOnlyList<string> defaults = [manifestPath];
        if (rootPath is null)
        {
            _members.Add(manifestPath);
        }
        else
        {
            var root = Load(rootPath).Manifest;
            var workspace = root.Workspace ?? throw new AskCargoException($"'{rootPath}' is not the root of a workspace");
            FindMembers(root, workspace);
            if (rootPath == manifestPath && workspace.DefaultMembers is { } names)
                defaults = DefaultMembers(workspace, names);
            else if (current.Package is null)
                defaults = _members;
            Check(manifestPath, rootPath);
        }
        var rootDirectory = Path.GetDirectoryName(rootPath ?? manifestPath)!;
        var packages = _members.ConvertAll(m => _entries[m].Package).OfType<CargoPackage>().ToList();
        return new CargoMetadata(
            packages, packages.ConvertAll(p => p.Id), rootDirectory, targetDirectory ?? Path.Combine(rootDirectory, "target"))
        {
            WorkspaceDefaultMembers = [.. defaults.Where(d => _entries[d].Package is not null)],
        };
    }

    private LoadedManifest Load(string path)
    {
        if (_entries.TryGetValue(path, out var known))
            return known;
        var manifest = Manifest.Read(path);
        if (manifest.Package is null)
            return _entries[path] = new LoadedManifest(manifest, null, []);
        // Reading the package may look for the workspace root, so the manifest must be known before.
        _entries[path] = new LoadedManifest(manifest, null, []);
        var reader = new PackageReader(manifest, () => InheritedBy(manifest));
        var directories = reader.Dependencies().Select(d => d.Directory).OfType<string>().ToList();
        return _entries[path] = new LoadedManifest(manifest, reader.Read(), directories);
    }

    /// <returns>The manifest, with [workspace], that a manifest inherits from.</returns>
    private Manifest InheritedBy(Manifest manifest) =>
        manifest.Workspace is not null ? manifest
        : RootOf(manifest.FilePath) is { } root && ManifestOf(root) is { Workspace: not null } found ? found
        : throw new AskCargoException($"'{manifest.FilePath}' inherits from a workspace, but no workspace was found");

    private Manifest ManifestOf(string path) => _entries.TryGetValue(path, out var known) ? known.Manifest : Load(path).Manifest;

    /// <returns>The path of the root manifest of the workspace; null for a package outside of workspaces.</returns>
    private string? RootOf(string path)
    {
        if (ManifestOf(path).RootFor(path) is { } own)
            return own;
        string? last = null;
        var start = Path.GetDirectoryName(Path.GetDirectoryName(path));
        for (var directory = start; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            // A package that cargo unpacked does not belong to a workspace above it.
            if (last == cargoHome || directory.EndsWith(Path.Combine("target", "package"), StringComparison.Ordinal))
                return null;
            var candidate = Path.Combine(directory, "Cargo.toml");
            if (File.Exists(candidate) && ManifestOf(candidate).RootFor(path) is { } root)
                return root;
            last = directory;
        }
        return null;
    }

    private void FindMembers(Manifest root, WorkspaceTable workspace)
    {
        foreach (var directory in workspace.Directories(workspace.Members))
            AddWithDependencies(Path.Combine(directory, "Cargo.toml"), root, workspace, isDependency: false);
        AddWithDependencies(root.FilePath, root, workspace, isDependency: false);
    }

    /// <summary>Adds a member, and its path dependencies that are below the root or name it as their workspace.</summary>
    private void AddWithDependencies(string path, Manifest root, WorkspaceTable workspace, bool isDependency)
    {
        if (_members.Contains(path)
            || (isDependency && !IsBelow(path, root.Directory) && RootOf(path) != root.FilePath)
            || workspace.Excludes(path))
            return;
        var entry = Load(path);
        _members.Add(path);
        foreach (var directory in entry.PathDependencies)
            AddWithDependencies(Path.Combine(directory, "Cargo.toml"), root, workspace, isDependency: true);
    }

    private List<string> DefaultMembers(WorkspaceTable workspace, IReadOnlyList<string> names)
    {
        var result = new List<string>();
        foreach (var directory in workspace.Directories(names))
        {
            var path = Path.Combine(directory, "Cargo.toml");
            if (_members.Contains(path))
                result.Add(path);
            else if (!workspace.Excludes(directory) || !workspace.Directories(workspace.Members).Contains(directory))
                throw new AskCargoException($"'{directory}' is a default member, but not a member");
        }
        return result;
    }

    /// <summary>Checks that all members have the same root, and that their names differ.</summary>
    private void Check(string manifestPath, string rootPath)
    {
        var isSound = _members.Contains(manifestPath)
            && _members.TrueForAll(m => RootOf(m) == rootPath && (m == rootPath) == (_entries[m].Manifest.Workspace is not null))
            && _members.Select(m => _entries[m].Package?.Name).OfType<string>().GroupBy(n => n).All(g => g.Count() == 1);
        if (!isSound)
            throw new AskCargoException($"cargo may refuse the workspace of '{rootPath}'");
    }

    private static bool IsBelow(string path, string directory) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(directory) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
