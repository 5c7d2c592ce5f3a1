using RustImage.Debian.Archives;
using RustImage.Debian.Locks;
using RustImage.Debian.Packages;

namespace RustImage.Debian.Suites;

/// <summary>Finds the package that ships a library, without a table of names: by Debian's naming policy, by what the packages that need it depend on, then by the archive's Contents.</summary>
/// <remarks>Whichever way a package was found, its own content decides.</remarks>
public sealed class LibraryFinder(DebianArchives archives, Suite suite, PackageSelection selection)
{
    /// <summary>Gets the first guesses of several libraries at once, so that one look at each is all that is left.</summary>
    public async Task PrefetchAsync(IEnumerable<IReadOnlyList<string>> libraries, CancellationToken cancellation = default)
    {
        var index = await suite.IndexAsync(selection.Architecture, cancellation).ConfigureAwait(false);
        var guesses = libraries.Select(paths => NamesOf(paths).SelectMany(LibraryPackageNames.Of).SelectMany(index.Candidates).FirstOrDefault())
            .OfType<OfferedPackage>().DistinctBy(o => o.Package.Name).Select(Pinned);
        await archives.OpenAsync([.. guesses], cancellation).ConfigureAwait(false);
    }

    private static IEnumerable<string> NamesOf(IReadOnlyList<string> paths) => paths.Select(ImagePath.NameOf).Distinct(StringComparer.Ordinal);

    /// <summary>What the lock pins is looked at: another version of it would be of no use.</summary>
    private LockedPackage Pinned(OfferedPackage offered) => selection.FindInLock(offered.Package.Name) ?? offered.Lock(new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>By the names that Debian's policy gives to a library's package, and by what the packages that need it depend on.</summary>
    /// <param name="paths">Where the library may lie, usr-merged, the best first.</param>
    /// <param name="dependents">The packages whose files need it.</param>
    /// <returns>Null where no such package ships it.</returns>
    public async Task<OfferedPackage?> FindByNameAsync(IReadOnlyList<string> paths, IEnumerable<string> dependents, CancellationToken cancellation = default)
    {
        var index = await suite.IndexAsync(selection.Architecture, cancellation).ConfigureAwait(false);
        var byPolicy = NamesOf(paths).SelectMany(LibraryPackageNames.Of).SelectMany(index.Candidates);
        var byDependency = dependents.SelectMany(d => index.Newest(d)?.Package.Depends ?? [])
            .SelectMany(g => g.Alternatives).SelectMany(a => index.Candidates(a.Name));
        return await FirstShippingAsync(byPolicy.Concat(byDependency), paths, cancellation).ConfigureAwait(false);
    }

    /// <summary>By the archive's Contents, a large file: for libraries whose packages have other names.</summary>
    /// <inheritdoc cref="FindByNameAsync"/>
    public async Task<OfferedPackage?> FindByContentsAsync(IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        var index = await suite.IndexAsync(selection.Architecture, cancellation).ConfigureAwait(false);
        var entries = await suite.FindFilesAsync(selection.Architecture, NamesOf(paths).ToHashSet(StringComparer.Ordinal), cancellation).ConfigureAwait(false);
        var byContents = paths.SelectMany(p => entries.Where(e => ImagePath.Canonical("/" + e.Path.TrimStart('/')) == p)).SelectMany(e => e.Packages)
            .Distinct(StringComparer.Ordinal).Select(index.Newest).OfType<OfferedPackage>();
        return await FirstShippingAsync(byContents, paths, cancellation).ConfigureAwait(false);
    }

    private async Task<OfferedPackage?> FirstShippingAsync(IEnumerable<OfferedPackage> candidates, IReadOnlyList<string> paths, CancellationToken cancellation)
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

    /// <summary>Whether a package has one of the paths, as a file or as a link.</summary>
    internal static bool Ships(PackageContent content, IReadOnlyList<string> paths)
    {
        var wanted = paths.ToHashSet(StringComparer.Ordinal);
        return content.Files.Any(f => f.Kind != PackageFileKind.Directory && wanted.Contains(f.Path));
    }
}
