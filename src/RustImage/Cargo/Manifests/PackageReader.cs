using System.Text.RegularExpressions;
using RustImage.Toml;

namespace RustImage.Cargo.Manifests;

/// <summary>Reads the package of a manifest, with the fields that it inherits from its workspace.</summary>
/// <param name="root">Finds the manifest of the workspace that fields are inherited from.</param>
internal sealed partial class PackageReader(Manifest manifest, Func<Manifest> root)
{
    private static readonly string[] Editions = ["2015", "2018", "2021", "2024"];

    private readonly TomlTable _package = manifest.Package!;

    /// <exception cref="AskCargoException">cargo would refuse the package.</exception>
    public CargoPackage Read()
    {
        var name = _package.String("name") ?? "";
        var version = Text("version") ?? "0.0.0";
        var edition = Text("edition") ?? "2015";
        if (!Name().IsMatch(name) || !Version().IsMatch(version) || !Editions.Contains(edition)
            || (edition == "2024" && !manifest.Root.Contains("package")))
            throw new AskCargoException($"'{manifest.FilePath}' has a name, a version or an edition that cargo may refuse");
        if (_package.Contains("links") && !HasBuildScript())
            throw new AskCargoException($"'{manifest.FilePath}' has 'links' without a build script");
        var targets = new TargetDiscovery(manifest, name, edition).Find();
        var defaultRun = _package.String("default-run");
        if (defaultRun is not null && !targets.Any(t => t.Kind is ["bin"] && t.Name == defaultRun))
            throw new AskCargoException($"default-run of '{manifest.FilePath}' names no binary");
        var authors = Field("authors", (table, key) => table.Strings(key)) ?? [];
        return new CargoPackage(manifest.FilePath, name, version, manifest.FilePath, targets, authors)
        {
            Description = Text("description"),
            License = Text("license"),
            Repository = Text("repository"),
            Homepage = Text("homepage"),
            Documentation = Text("documentation"),
            DefaultRun = defaultRun,
        };
    }

    /// <returns>The dependencies in cargo's order.</returns>
    /// <exception cref="AskCargoException">A dependency has an unknown form.</exception>
    public IReadOnlyList<ManifestDependency> Dependencies()
    {
        var result = new List<ManifestDependency>();
        Add(result, manifest.Root, null, ["normal", "dev", "build"]);
        foreach (var (platform, value) in manifest.Root.Table("target")?.Sorted ?? [])
        {
            var table = value as TomlTable ?? throw value.IsNot("a table");
            ManifestKeys.Check(table, ManifestKeys.Platform, $"[target.'{platform}']");
            Add(result, table, platform, ["normal", "build", "dev"]);
        }
        return result;
    }

    private void Add(List<ManifestDependency> result, TomlTable tables, string? platform, ReadOnlySpan<string> kinds)
    {
        foreach (var kind in kinds)
        {
            var key = kind == "normal" ? "dependencies" : $"{kind}-dependencies";
            var table = tables.Table(key) ?? tables.Table(key.Replace('-', '_'));
            foreach (var (name, value) in table?.Sorted ?? [])
                result.Add(Dependency(name, value, kind, platform));
        }
    }

    private ManifestDependency Dependency(string name, TomlValue value, string kind, string? platform)
    {
        var directory = manifest.Directory;
        if (value is TomlTable { } written && written.Boolean("workspace") == true)
        {
            ManifestKeys.Check(written, ManifestKeys.Dependency, $"the dependency '{name}'");
            var workspace = root();
            directory = workspace.Directory;
            value = workspace.Workspace?.Dependencies[name] ?? throw new AskCargoException($"the workspace has no dependency '{name}'");
        }
        if (value is not TomlTable table)
            return value is TomlString
                ? new ManifestDependency(name, name, kind, platform, null)
                : throw value.IsNot("a string or a table");
        ManifestKeys.Check(table, ManifestKeys.Dependency, $"the dependency '{name}'");
        var path = table.Contains("git") ? null : table.String("path");
        return new ManifestDependency(
            name, table.String("package") ?? name, kind, platform, path is null ? null : Path.GetFullPath(path, directory));
    }

    private string? Text(string key) => Field(key, (table, name) => table.String(name));

    /// <summary>Reads a field of the package, or of the workspace where the package has <c>{ workspace = true }</c>.</summary>
    private T? Field<T>(string key, Func<TomlTable, string, T?> read)
    {
        if (_package[key] is not TomlTable inherited)
            return read(_package, key);
        if (inherited.Boolean("workspace") != true)
            throw inherited.IsNot("a value or { workspace = true }");
        return read(root().Workspace!.Package, key)
            ?? throw new AskCargoException($"the workspace of '{manifest.FilePath}' has no '{key}' to inherit");
    }

    private bool HasBuildScript() => _package["build"] switch
    {
        null => File.Exists(Path.Combine(manifest.Directory, "build.rs")),
        TomlBoolean build => build.Value,
        _ => true,
    };

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_-]*$")]
    private static partial Regex Name();

    /// <summary>A version (semver.org) in the form that cargo neither refuses nor rewrites.</summary>
    [GeneratedRegex(
        @"^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}"
        + @"(-[A-Za-z][0-9A-Za-z-]*(\.([A-Za-z][0-9A-Za-z-]*|0|[1-9]\d{0,8}))*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$")]
    private static partial Regex Version();
}
