using RustImage.Closure.Certificates;
using RustImage.Closure.Packages;
using RustImage.Closure.Sources;
using RustImage.Debian.Packages;
using RustImage.Debian.Suites;

namespace RustImage.Closure.Resolvers;

/// <summary>Adds packages: by name, for missing libraries, and for the records of other packages.</summary>
internal sealed partial class DebianResolver
{
    /// <summary>The package with os-release and debian_version, which tell scanners whose packages an image has.</summary>
    private const string DistributionPackage = "base-files";

    /// <param name="required">False: neither the suite nor a lock need have it.</param>
    /// <returns>Whether a package was added or is lacking.</returns>
    private async Task<bool> NeedAsync(string name, string reason, CancellationToken cancellation, bool required = true)
    {
        if (Taken(name) is not null || _unfound.Contains(name))
            return false;
        if (suite is null)
        {
            if (!required)
                return false;
            _lacking.Add($"'{name}' ({reason})");
            return true;
        }
        if (selection.FindInLock(name) is { } pinned)
        {
            selection.Add(pinned, reason);
            return true;
        }
        var opened = await suite().ConfigureAwait(false);
        var index = await opened.IndexAsync(selection.Architecture, cancellation).ConfigureAwait(false);
        if (index.Candidates(name) is not [var offered, ..])
        {
            _unfound.Add(name);
            return required ? throw Messages.NoSuchDebianPackage(name, opened.Codename, selection.Architecture).ToException()
                : false;
        }
        if (selection.Find(offered.Package.Name) is not null)
        {
            selection.AddReason(offered.Package.Name, reason);
            return false;
        }
        selection.Add(offered, reason);
        return true;
    }

    /// <returns>Whether a package was added or is lacking.</returns>
    private async Task<bool> NeedLibrariesAsync(IReadOnlyList<MissingLibrary> missing, PackageSource source, CancellationToken cancellation)
    {
        if (missing.Count == 0)
            return false;
        if (suite is null)
        {
            // A library that only a feature needs may be missing from a lock, as the suite may not have it.
            foreach (var library in missing.Where(m => m.IsRequired))
                _lacking.Add($"'{library.Reason}' ({library.Explanation})");
            return _lacking.Count > 0;
        }
        var opened = await suite().ConfigureAwait(false);
        var finder = new LibraryFinder(archives, opened, selection);
        await finder.PrefetchAsync(missing.Select(m => (IReadOnlyList<string>)[.. m.Paths]), cancellation).ConfigureAwait(false);
        // First by name: it adds packages that also have most libraries without a package of their name, such as libm.so.6 and the loader.
        var added = new List<PackageContent>();
        foreach (var library in missing)
        {
            var dependents = source.OwnerOf(library.NeededBy) is { } owner ? new[] { owner.Name } : [];
            await AddAsync(library, paths => finder.FindByNameAsync(paths, dependents, cancellation)).ConfigureAwait(false);
        }
        foreach (var library in missing)
        {
            try
            {
                if (await AddAsync(library, paths => finder.FindByContentsAsync(paths, cancellation)).ConfigureAwait(false))
                    continue;
            }
            catch (RustImageException e) when (library.IsRequired && e.Code is ("RIMG7032" or "RIMG7033" or "RIMG7036"))
            {
                // apt never reads Contents, so mirrors may have broken ones. If another suite has the library, report that instead.
                throw await NotFoundAsync(library, opened, e, cancellation).ConfigureAwait(false);
            }
            _unfound.Add(library.Names[0]);
            if (library.IsRequired)
                throw await NotFoundAsync(library, opened, null, cancellation).ConfigureAwait(false);
        }
        return added.Count > 0;

        async Task<bool> AddAsync(MissingLibrary library, Func<IReadOnlyList<string>, Task<OfferedPackage?>> find)
        {
            IReadOnlyList<string> paths = [.. library.Paths];
            if (added.Exists(c => LibraryFinder.Ships(c, paths)))
                return true;
            if (await find(paths).ConfigureAwait(false) is not { } found)
                return false;
            added.AddRange(await archives.OpenAsync([selection.Add(found, library.Reason)], cancellation).ConfigureAwait(false));
            return true;
        }
    }

    /// <param name="unread">Why Contents could not be read; null where it was.</param>
    private async Task<RustImageException> NotFoundAsync(
        MissingLibrary library, Suite opened, RustImageException? unread, CancellationToken cancellation)
    {
        var elsewhere = await OtherSuites.FindAsync(archives, opened.Codename, library.Names, selection.Architecture, cancellation)
            .ConfigureAwait(false);
        if (unread is not null && elsewhere.Count == 0)
            return unread;
        return Messages.LibraryNotInSuite(library.Names[0], library.Explanation, opened.Codename, elsewhere).ToException(unread);
    }

    /// <summary>Adds the packages of certificates, of the distribution's name, and of licences that other packages keep.</summary>
    /// <param name="certificates">Why the image gets certificates; null where it gets none.</param>
    /// <returns>Whether a package was added or is lacking.</returns>
    private async Task<bool> NeedCompanionsAsync(
        ImageClosure closure, string? certificates, PackageSource source, BaseFileSystem root, CancellationToken cancellation)
    {
        var added = false;
        if (certificates is not null)
            added |= await NeedAsync(CertificateBundle.PackageName, certificates, cancellation).ConfigureAwait(false);
        if ((closure.Files.Count > 0 || certificates is not null) && !PackageInventory.NameDistribution(root))
            added |= await NeedAsync(DistributionPackage, "os-release", cancellation).ConfigureAwait(false);
        foreach (var package in closure.Files.Select(f => f.Package).OfType<Package>().Distinct())
        {
            // Packages of one source may share a licence: that of libgcc-s1 is a link into gcc-14-base.
            var licence = PackageSource.LicenceOf(package.Name);
            if (source.Find(licence) is null && source.Resolve(licence) is { } elsewhere && elsewhere != licence
                && elsewhere.Split('/') is [.., var owner, "copyright"])
                added |= await NeedAsync(owner, $"licence of {package.Name}", cancellation, required: false).ConfigureAwait(false);
        }
        return added;
    }
}
