using RustImage.Debian.Archives;

namespace RustImage.Debian.Suites;

/// <summary>Where a library may be that a suite lacks: for an error message, so nothing of it may fail the build by itself.</summary>
public static class OtherSuites
{
    /// <summary>Debian's names of the roles, which stay while the suites move on.</summary>
    private static readonly string[] Roles = ["oldoldstable", "oldstable", "stable", "testing", "unstable"];

    /// <param name="sonames">Any of them.</param>
    /// <returns>"libgit2-1.5 of bookworm", by age of the suite; by the names that Debian's policy gives, without a look into the packages.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(
        DebianArchives archives, string except, IReadOnlyList<string> sonames, string architecture, CancellationToken cancellation = default)
    {
        var found = new List<string>();
        foreach (var role in Roles)
        {
            try
            {
                var suite = await Suite.OpenMainAsync(archives, role, cancellation).ConfigureAwait(false);
                if (suite.Codename == except)
                    continue;
                var index = await suite.IndexAsync(architecture, cancellation).ConfigureAwait(false);
                var package = sonames.SelectMany(LibraryPackageNames.Of).SelectMany(index.Candidates).FirstOrDefault();
                if (package is not null)
                    found.Add($"'{package.Package.Name}' of {suite.Codename}");
            }
            catch (RustImageException)
            {
                // The mirror has no such suite, or one that has expired: then it is no way out either.
            }
        }
        return found;
    }
}
