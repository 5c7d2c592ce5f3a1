using RustImage.Toml;

namespace RustImage.Cargo.Lockfiles;

/// <summary>Cargo.lock: what cargo has chosen (doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html). All versions of its form are read.</summary>
/// <param name="Version">Of the form: 1 where the file does not say.</param>
/// <param name="Packages">In the order of the file.</param>
public sealed record CargoLock(int Version, IReadOnlyList<CargoLockPackage> Packages)
{
    /// <exception cref="RustImageException">RIMG1030 to RIMG1032: the file is no TOML, or not in a form of cargo's.</exception>
    public static CargoLock Read(string path)
    {
        var root = TomlReader.ReadFile(path);
        // The oldest form has the root package apart, and the checksums in a table of their own.
        TomlTable[] tables = [.. root.Table("root") is { } first ? [first] : Array.Empty<TomlTable>(), .. root.Tables("package") ?? []];
        var checksums = root.Table("metadata");
        var packages = tables.Select(t => Package(t, checksums)).ToList();
        var byName = packages.ToLookup(p => p.Name, StringComparer.Ordinal);
        foreach (var (table, package) in tables.Zip(packages))
            package.Dependencies = [.. (table.Strings("dependencies") ?? []).Select(d => Find(byName, d, table.Place))];
        return new CargoLock(root["version"] is TomlInteger version ? (int)version.Value : 1, packages);
    }

    private static CargoLockPackage Package(TomlTable table, TomlTable? checksums)
    {
        var (name, version, source) = (table.String("name"), table.String("version"), table.String("source"));
        if (name is null || version is null)
            throw Messages.DamagedCargoLock(table.Place.File, table.Place.Line, table.Place.Column, "a package has no name or no version").ToException();
        var checksum = table.String("checksum") ?? checksums?.String($"checksum {name} {version} ({source})");
        return new CargoLockPackage(name, version, source, checksum == "<none>" ? null : checksum);
    }

    /// <param name="text">A name, with the version where several packages have it, and the source where several of these do.</param>
    private static CargoLockPackage Find(ILookup<string, CargoLockPackage> packages, string text, TomlPlace place)
    {
        var parts = text.Split(' ', 3);
        var matching = packages[parts[0]].Where(p => parts.Length < 2 || p.Version == parts[1]).Where(p => parts.Length < 3 || $"({p.Source})" == parts[2]).ToList();
        // Of a directory's package and a registry's of one version, the one without a source is meant.
        return matching.Count == 1 ? matching[0] : matching.Find(p => p.Source is null)
            ?? throw Messages.DamagedCargoLock(place.File, place.Line, place.Column, $"the dependency '{text}' is {(matching.Count == 0 ? "missing" : "ambiguous")}").ToException();
    }
}
