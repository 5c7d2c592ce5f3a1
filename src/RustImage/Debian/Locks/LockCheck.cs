using RustImage.Debian.Archives;
using RustImage.Debian.Suites;

namespace RustImage.Debian.Locks;

/// <summary>What of a lock is behind its suite. Changes nothing.</summary>
public static class LockCheck
{
    /// <summary>Whether an image should not be shipped with it: a security update, or a package that gets none any more.</summary>
    public static bool IsWarning(Diagnostic diagnostic) => diagnostic.Code is "RIMG7058" or "RIMG7060";

    /// <returns>By package: RIMG7058 for a security update, RIMG7059 for another newer version, RIMG7060 for a package that is gone.</returns>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(PackageLock @lock, Suite suite, CancellationToken cancellation = default)
    {
        var behind = new List<Diagnostic>();
        // Packages for all architectures are in the index of each.
        var any = @lock.Packages.Select(p => p.Architecture).FirstOrDefault(a => a != "all") ?? Platform.All[0].DebianArchitecture;
        foreach (var package in @lock.Packages)
        {
            var index = await suite.IndexAsync(package.Architecture == "all" ? any : package.Architecture, cancellation).ConfigureAwait(false);
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
