namespace RustImage.Cargo;

/// <summary>Which package and binary of a workspace are meant: what the user names, else the only one, else a coded question.</summary>
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
        if (metadata.Packages.FirstOrDefault(p => SameFile(p.ManifestPath, full)) is { } here)
            return here;

        var members = metadata.WorkspaceDefaultMembers ?? metadata.WorkspaceMembers;
        var candidates = metadata.Packages.Where(p => members.Contains(p.Id) && p.Binaries.Count > 0).ToList();
        if (binaryName is not null)
            candidates = candidates.FindAll(p => p.Binaries.Contains(binaryName));
        return candidates.Count switch
        {
            1 => candidates[0],
            0 when binaryName is not null => throw Messages.NoSuchBinary(binaryName, metadata.Packages.SelectMany(p => p.Binaries), manifestPath).ToException(),
            0 => throw Messages.NoBinary(manifestPath).ToException(),
            _ => throw Messages.SeveralPackages(Names(candidates), manifestPath).ToException(),
        };
    }

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
