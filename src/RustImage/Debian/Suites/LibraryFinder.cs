using RustImage.Debian.Archives;
using RustImage.Debian.Locks;
using RustImage.Debian.Packages;

namespace RustImage.Debian.Suites;

/// <summary>
/// Finds the package that ships a library: by Debian's naming policy, then among the dependencies of packages that need the library, then
/// in the archive's Contents.
/// </summary>
/// <remarks>Each candidate is unpacked, and only its content decides.</remarks>
internal sealed class LibraryFinder(DebianArchives archives, Suite suite, PackageSelection selection)
{
    /// <summary>Downloads the likeliest packages of several libraries at once.</summary>
    /// <param name="libraries">For each library the paths that it may have, usr-merged, the best first.</param>
    public async Task PrefetchAsync(IEnumerable<IReadOnlyList<string>> libraries, CancellationToken cancellation = default)
    {
        var index = await suite.IndexAsync(selection.Architecture, cancellation).ConfigureAwait(false);
        var guesses = libraries
            .Select(paths => NamesOf(paths).SelectMany(LibraryPackageNames.Of).SelectMany(index.Candidates).FirstOrDefault())
            .OfType<OfferedPackage>().DistinctBy(o => o.Package.Name).Select(Pinned);
        await archives.OpenAsync([.. guesses], cancellation).ConfigureAwait(false);
    }

    private static IEnumerable<string> NamesOf(IReadOnlyList<string> paths) =>
        paths.Select(ImagePath.NameOf).Distinct(StringComparer.Ordinal);

    /// <returns>The version in the lock where there is one, since only that version can be added.</returns>
    private LockedPackage Pinned(OfferedPackage offered) =>
        selection.FindInLock(offered.Package.Name) ?? offered.Lock(new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>Looks by the names of Debian's policy, and among the dependencies of the packages that need the library.</summary>
    /// <param name="paths">The paths that the library may have, usr-merged, the best first.</param>
    /// <param name="dependents">The packages whose files need the library.</param>
    /// <returns>Null where no such package ships the library.</returns>
    public async Task<OfferedPackage?> FindByNameAsync(
        IReadOnlyList<string> paths, IEnumerable<string> dependents, CancellationToken cancellation = default)
    {
        var index = await suite.IndexAsync(selection.Architecture, cancellation).ConfigureAwait(false);
        var byPolicy = NamesOf(paths).SelectMany(LibraryPackageNames.Of).SelectMany(index.Candidates);
        var byDependency = dependents.SelectMany(d => index.Newest(d)?.Package.Depends ?? [])
            .SelectMany(g => g.Alternatives).SelectMany(a => index.Candidates(a.Name));
        return await FirstShippingAsync(byPolicy.Concat(byDependency), paths, cancellation).ConfigureAwait(false);
    }

    /// <summary>Looks in the archive's Contents, a large file, for a library whose package does not follow the naming policy.</summary>
    /// <inheritdoc cref="FindByNameAsync"/>
    public async Task<OfferedPackage?> FindByContentsAsync(IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        var index = await suite.IndexAsync(selection.Architecture, cancellation).ConfigureAwait(false);
        var names = NamesOf(paths).ToHashSet(StringComparer.Ordinal);
        var entries = await suite.FindFilesAsync(selection.Architecture, names, cancellation).ConfigureAwait(false);
        var byContents = paths.SelectMany(p => entries.Where(e => ImagePath.Canonical("/" + e.Path.TrimStart('/')) == p))
            .SelectMany(e => e.Packages).Distinct(StringComparer.Ordinal).Select(index.Newest).OfType<OfferedPackage>();
        return await FirstShippingAsync(byContents, paths, cancellation).ConfigureAwait(false);
    }

    private async Task<OfferedPackage?> FirstShippingAsync(
        IEnumerable<OfferedPackage> candidates, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        foreach (var candidate in candidates.DistinctBy(c => c.Package.Name))
        {
            if (await ShipsAsync(candidate, paths, cancellation).ConfigureAwait(false))
                return candidate;
        }
        return null;
    }

    private async Task<bool> ShipsAsync(OfferedPackage candidate, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        if (selection.Find(candidate.Package.Name) is not null)
            return false;
        var content = await archives.OpenAsync([Pinned(candidate)], cancellation).ConfigureAwait(false);
        return Ships(content[0], paths);
    }

    /// <returns>Whether a package has one of the paths, as a file or as a link.</returns>
    internal static bool Ships(PackageContent content, IReadOnlyList<string> paths)
    {
        var wanted = paths.ToHashSet(StringComparer.Ordinal);
        return content.Files.Any(f => f.Kind != PackageFileKind.Directory && wanted.Contains(f.Path));
    }
}
