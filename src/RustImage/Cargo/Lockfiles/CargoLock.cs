using RustImage.Toml;

namespace RustImage.Cargo.Lockfiles;

/// <summary>
/// The content of Cargo.lock, in any version of its format (doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html).
/// </summary>
/// <param name="Version">The version of the format: 1 where the file has none.</param>
/// <param name="Packages">All packages, in the order of the file.</param>
internal sealed record CargoLock(int Version, IReadOnlyList<CargoLockPackage> Packages)
{
    /// <exception cref="RustImageException">RIMG1030 to RIMG1032: the file is not TOML, or not a Cargo.lock.</exception>
    public static CargoLock Read(string path)
    {
        var root = TomlReader.ReadFile(path);
        // In the oldest format the root package and the checksums have tables of their own.
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
            throw Damaged(table.Place, "a package has no name or no version");
        var checksum = table.String("checksum") ?? checksums?.String($"checksum {name} {version} ({source})");
        return new CargoLockPackage(name, version, source, checksum == "<none>" ? null : checksum);
    }

    /// <param name="text">A name; followed by the version where the name is ambiguous, and by the source where both are.</param>
    private static CargoLockPackage Find(ILookup<string, CargoLockPackage> packages, string text, TomlPlace place)
    {
        var parts = text.Split(' ', 3);
        var matching = packages[parts[0]]
            .Where(p => parts.Length < 2 || p.Version == parts[1])
            .Where(p => parts.Length < 3 || $"({p.Source})" == parts[2])
            .ToList();
        // Where a local package and one from a registry have the same name and version, the local one is meant.
        return matching.Count == 1 ? matching[0] : matching.Find(p => p.Source is null)
            ?? throw Damaged(place, $"the dependency '{text}' is {(matching.Count == 0 ? "missing" : "ambiguous")}");
    }

    private static RustImageException Damaged(TomlPlace place, string reason) =>
        Messages.DamagedCargoLock(place.File, place.Line, place.Column, reason).ToException();
}
