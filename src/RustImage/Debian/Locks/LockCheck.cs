using RustImage.Debian.Archives;
using RustImage.Debian.Suites;

namespace RustImage.Debian.Locks;

/// <summary>Compares a lock with its suite, and reports packages that are behind. Changes nothing.</summary>
internal static class LockCheck
{
    /// <returns>Whether an image should not be shipped: it lacks a security update, or has a package that gets none any more.</returns>
    public static bool IsWarning(Diagnostic diagnostic) => diagnostic.Code is "RIMG7058" or "RIMG7060";

    /// <returns>
    /// For each package that is behind: RIMG7058 for a security update, RIMG7059 for another newer version, RIMG7060 where the suite has
    /// dropped the package.
    /// </returns>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(PackageLock @lock, Suite suite, CancellationToken cancellation = default)
    {
        var behind = new List<Diagnostic>();
        // The index of each architecture lists the packages for all architectures, too.
        var any = @lock.Packages.Select(p => p.Architecture).FirstOrDefault(a => a != "all") ?? Platform.All[0].DebianArchitecture;
        foreach (var package in @lock.Packages)
        {
            var architecture = package.Architecture == "all" ? any : package.Architecture;
            var index = await suite.IndexAsync(architecture, cancellation).ConfigureAwait(false);
            var version = DebianVersion.Parse(package.Version);
            var name = $"{package.Name} ({package.Architecture})";
            if (index.Newest(package.Name) is not { } newest)
                behind.Add(Messages.PackageGone(name, suite.Codename));
            else if (index.NewestSecurity(package.Name) is { } fix && fix.Package.Version > version)
                behind.Add(Messages.SecurityUpdate(name, package.Version, $"{newest.Package.Version}"));
            else if (newest.Package.Version > version)
                behind.Add(Messages.PackageBehind(name, package.Version, $"{newest.Package.Version}"));
        }
        return behind;
    }
}
