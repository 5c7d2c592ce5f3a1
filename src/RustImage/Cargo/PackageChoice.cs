namespace RustImage.Cargo;

/// <summary>
/// Chooses the package and the binary of a workspace: the ones that the user names, else the only ones. Otherwise the user is asked by a
/// coded error.
/// </summary>
internal static class PackageChoice
{
    public static CargoPackage Choose(CargoMetadata metadata, string manifestPath, string? packageName, string? binaryName)
    {
        if (packageName is not null)
        {
            return metadata.Packages.FirstOrDefault(p => p.Name == packageName)
                ?? throw Messages.NoSuchPackage(packageName, Names(metadata.Packages), manifestPath).ToException();
        }
        var full = Path.GetFullPath(manifestPath);
        var isRoot = SameFile(Path.Combine(metadata.WorkspaceRoot, "Cargo.toml"), full);
        // The root manifest may have a package, too. If that lacks the named binary, another member may have it.
        if (metadata.Packages.FirstOrDefault(p => SameFile(p.ManifestPath, full)) is { } here
            && (!isRoot || binaryName is null || here.Binaries.Contains(binaryName)))
            return here;

        var candidates = Candidates(metadata, metadata.WorkspaceDefaultMembers ?? metadata.WorkspaceMembers, binaryName);
        // A binary that the user names may be in a member that is not a default member.
        if (candidates.Count == 0 && binaryName is not null)
            candidates = Candidates(metadata, metadata.WorkspaceMembers, binaryName);
        return candidates.Count switch
        {
            1 => candidates[0],
            0 when binaryName is not null => throw Messages.NoSuchBinary(
                binaryName, metadata.Packages.SelectMany(p => p.Binaries), manifestPath).ToException(),
            0 => throw Messages.NoBinary(manifestPath).ToException(),
            _ => throw Messages.SeveralPackages(Names(candidates), manifestPath).ToException(),
        };
    }

    private static List<CargoPackage> Candidates(CargoMetadata metadata, IReadOnlyList<string> members, string? binaryName) =>
        [
            .. metadata.Packages.Where(p => members.Contains(p.Id)
                && (binaryName is null ? p.Binaries.Count > 0 : p.Binaries.Contains(binaryName))),
        ];

    public static string ChooseBinary(CargoPackage package, string? binaryName)
    {
        var binaries = package.Binaries;
        if (binaryName is not null)
        {
            return binaries.Contains(binaryName) ? binaryName
                : throw Messages.NoSuchBinary(binaryName, binaries, package.ManifestPath).ToException();
        }
        return binaries.Count switch
        {
            0 => throw Messages.NoBinary(package.ManifestPath).ToException(),
            1 => binaries[0],
            _ => package.DefaultRun ?? throw Messages.SeveralBinaries(binaries, package.ManifestPath).ToException(),
        };
    }

    private static IEnumerable<string> Names(IEnumerable<CargoPackage> packages) => packages.Select(p => p.Name);

    private static bool SameFile(string one, string other) => string.Equals(
        Path.GetFullPath(one), other, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
