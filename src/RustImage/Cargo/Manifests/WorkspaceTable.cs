using RustImage.Toml;

namespace RustImage.Cargo.Manifests;

/// <summary>The table [workspace] of a manifest (doc.rust-lang.org/cargo/reference/workspaces.html).</summary>
internal sealed class WorkspaceTable
{
    private readonly string _root;
    private readonly IReadOnlyList<string> _exclude;

    /// <param name="path">The path of the manifest.</param>
    public WorkspaceTable(string path, TomlTable table)
    {
        ManifestKeys.Check(table, ManifestKeys.Workspace, "[workspace]");
        _root = Path.GetDirectoryName(path)!;
        _exclude = table.Strings("exclude") ?? [];
        Members = table.Strings("members") ?? [];
        DefaultMembers = table.Strings("default-members");
        Package = table.Table("package") ?? new TomlTable(isOpen: false, table.Place);
        ManifestKeys.Check(Package, ManifestKeys.InheritedPackage, "[workspace.package]");
        Dependencies = table.Table("dependencies") ?? new TomlTable(isOpen: false, table.Place);
    }

    public IReadOnlyList<string> Members { get; }

    public IReadOnlyList<string>? DefaultMembers { get; }

    /// <summary>The fields that members inherit.</summary>
    public TomlTable Package { get; }

    /// <summary>The dependencies that members inherit.</summary>
    public TomlTable Dependencies { get; }

    /// <summary>Whether a path is below a path in exclude, and not below one in members. Patterns are not expanded.</summary>
    public bool Excludes(string path) => IsBelow(path, _exclude) && !IsBelow(path, Members);

    /// <summary>Expands the patterns in members or default-members. A pattern that matches nothing is kept as it is.</summary>
    /// <exception cref="AskCargoException">Only cargo can expand a pattern.</exception>
    public IEnumerable<string> Directories(IReadOnlyList<string> patterns) =>
        patterns.SelectMany(p => MemberPattern.Expand(_root, p)).Where(d => !File.Exists(d));

    private bool IsBelow(string path, IReadOnlyList<string> directories) => directories.Any(d => StartsWith(path, Path.Combine(_root, d)));

    /// <summary>Compares whole components of paths, as cargo does. '..' is not resolved.</summary>
    private static bool StartsWith(string path, string start)
    {
        var (parts, first) = (Components(path), Components(start));
        return first.Count <= parts.Count && first.Zip(parts).All(p => p.First == p.Second);
    }

    private static List<string> Components(string path) => [.. path.Split(Separators).Where(c => c.Length > 0 && c != ".")];

    private static char[] Separators => OperatingSystem.IsWindows() ? ['/', '\\'] : ['/'];
}
