using RustImage.Debian.Archives;

namespace RustImage.Debian.Suites;

/// <summary>Looks in other suites for a library that a suite lacks, for an error message. Its own failures are ignored.</summary>
internal static class OtherSuites
{
    /// <summary>Debian's roles of suites, from old to new.</summary>
    private static readonly string[] Roles = ["oldoldstable", "oldstable", "stable", "testing", "unstable"];

    /// <param name="except">The codename of the suite that lacks the library.</param>
    /// <param name="sonames">Names of the library, any of which will do.</param>
    /// <returns>
    /// "'libgit2-1.5' of bookworm", the oldest suite first. The packages are found by their names alone, and not opened.
    /// </returns>
    public static async Task<IReadOnlyList<string>> FindAsync(
        DebianArchives archives, string except, IReadOnlyList<string> sonames, string architecture,
        CancellationToken cancellation = default)
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
                // The mirror does not have the suite, or an expired one, so it is no help.
            }
        }
        return found;
    }
}
