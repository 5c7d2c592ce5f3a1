using RustImage.Debian;
using RustImage.Debian.Packages;

namespace RustImage.Closure;

/// <summary>The closure out of Debian packages: those that the lock pins, and those that are added until nothing is missing.</summary>
/// <param name="suite">The suite that packages are added from; null where this build must not add any.</param>
/// <param name="suiteName">For messages.</param>
public sealed class DebianClosure(DebianArchives archives, PackageSelection selection, Func<Task<Suite>>? suite, string suiteName)
{
    /// <summary>Has os-release and debian_version, by which scanners know whose packages an image holds.</summary>
    private const string DistributionPackage = "base-files";

    /// <summary>Each round adds a package at least; a chain of libraries is rarely longer than five.</summary>
    private const int MaximumRounds = 64;

    private readonly SortedSet<string> _lacking = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unfound = new(StringComparer.Ordinal);

    /// <summary>What the lock lacks and this build must not add, each with its reason; the closure is null then.</summary>
    public IReadOnlyCollection<string> Lacking => _lacking;

    /// <returns>Null where the lock does not fit and must not be changed: <see cref="Lacking"/>.</returns>
    /// <inheritdoc cref="ClosureResolver.Resolve(IReadOnlyList{RootFile}, ILibrarySource, Platform, IReadOnlyDictionary{string, string}?, CancellationToken)" path="/exception"/>
    /// <exception cref="RustImageException">RIMG7000 to 7068: a package can't be had, found or trusted.</exception>
    public async Task<ImageClosure?> ResolveAsync(ClosureRequest request, CancellationToken cancellation = default)
    {
        foreach (var package in request.Packages)
        {
            if (!LockFile.IsPackageName(package.Name))
                throw Messages.BadPackageName(package.Name).ToException();
            await NeedAsync(package.Name, package.Reason, cancellation).ConfigureAwait(false);
        }
        for (var round = 0; round < MaximumRounds && _lacking.Count == 0; round++)
        {
            var source = await OpenAsync(cancellation).ConfigureAwait(false);
            try
            {
                if (await TryAsync(request, source, cancellation).ConfigureAwait(false) is { } closure && IsIntact(source, closure.HostPaths))
                    return closure;
            }
            catch (RustImageException) when (!IsIntact(source, source.HostPaths))
            {
                // It was about bytes that were changed in the store; the packages are unpacked again now.
            }
        }
        return null;
    }

    /// <returns>Null where a package was added, or one is lacking.</returns>
    private async Task<ImageClosure?> TryAsync(ClosureRequest request, PackageSource source, CancellationToken cancellation)
    {
        var requested = RequestedFiles.Of(request.Packages.Select(p => (p, Taken(p.Name)!.Name)), source);
        IReadOnlyList<RootFile> roots = [.. request.Roots, .. requested.Roots];
        var missing = ClosureResolver.FindMissing(roots, source, request.Platform, request.UserFiles, cancellation)
            .Where(m => !_unfound.Contains(m.Names[0])).ToList();
        // A library that was changed in the store may be none any more: nothing is asked of the network for it.
        if (missing.Count > 0 && !IsIntact(source, source.HostPaths))
            return null;
        if (await NeedLibrariesAsync(missing, source, cancellation).ConfigureAwait(false))
            return null;
        var closure = requested.AddTo(ClosureResolver.Resolve(roots, source, request.Platform, request.UserFiles, cancellation), request);
        var reason = request.Certificates.ReasonFor(closure, request.UserFiles, request.Packages);
        if (await NeedCompanionsAsync(closure, reason, source, cancellation).ConfigureAwait(false))
            return null;
        return AddCertificates(closure, request, reason, source) is { } complete ? ClosurePackages.Add(complete, source) : null;
    }

    /// <summary>The package that is there under a name, or for a request of that name because it provides it.</summary>
    private LockedPackage? Taken(string name) => selection.Find(name) ?? selection.FindByReason(PackageRequest.ReasonFor(name));

    private async Task<PackageSource> OpenAsync(CancellationToken cancellation)
    {
        var contents = await archives.OpenAsync(selection.Packages, cancellation).ConfigureAwait(false);
        return new PackageSource(suiteName, [.. selection.Packages.Zip(contents)]);
    }

    /// <param name="required">Else the suite may lack it, and so may a lock.</param>
    /// <returns>Whether a package was added, or one is lacking.</returns>
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
            return required ? throw Messages.NoSuchDebianPackage(name, opened.Codename, selection.Architecture).ToException() : false;
        }
        if (selection.Find(offered.Package.Name) is not null)
        {
            selection.AddReason(offered.Package.Name, reason);
            return false;
        }
        selection.Add(offered, reason);
        return true;
    }

    /// <returns>Whether a package was added, or one is lacking.</returns>
    private async Task<bool> NeedLibrariesAsync(IReadOnlyList<MissingLibrary> missing, PackageSource source, CancellationToken cancellation)
    {
        if (missing.Count == 0)
            return false;
        if (suite is null)
        {
            // A feature that works without its library is no reason to refuse a lock: the suite may not have it.
            foreach (var library in missing.Where(m => m.IsRequired))
                _lacking.Add($"'{library.Reason}' ({library.Explanation})");
            return _lacking.Count > 0;
        }
        var opened = await suite().ConfigureAwait(false);
        var finder = new LibraryFinder(archives, opened, selection);
        await finder.PrefetchAsync(missing.Select(m => (IReadOnlyList<string>)[.. m.Paths]), cancellation).ConfigureAwait(false);
        // Most of what no name leads to, such as libm.so.6 and the loader, comes with what a name does lead to.
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
                // Mirrors let their Contents, which apt never asks for, get out of step. Where another suite has the library, that says more.
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

    /// <param name="unread">Why Contents could not be looked at, or null.</param>
    private async Task<RustImageException> NotFoundAsync(MissingLibrary library, Suite opened, RustImageException? unread, CancellationToken cancellation)
    {
        var elsewhere = await OtherSuites.FindAsync(archives, opened.Codename, library.Names, selection.Architecture, cancellation).ConfigureAwait(false);
        if (unread is not null && elsewhere.Count == 0)
            return unread;
        return Messages.LibraryNotInSuite(library.Names[0], library.Explanation, opened.Codename, elsewhere).ToException(unread);
    }

    /// <summary>The packages that those of the closure need to be told apart, and the certificates.</summary>
    /// <returns>Whether a package was added, or one is lacking.</returns>
    private async Task<bool> NeedCompanionsAsync(ImageClosure closure, string? certificates, PackageSource source, CancellationToken cancellation)
    {
        var added = false;
        if (certificates is not null)
            added |= await NeedAsync(Certificates.PackageName, certificates, cancellation).ConfigureAwait(false);
        if (closure.Files.Count > 0 || certificates is not null)
            added |= await NeedAsync(DistributionPackage, "os-release", cancellation).ConfigureAwait(false);
        foreach (var package in closure.Files.Select(f => f.Package).OfType<Package>().Distinct())
        {
            // A package of many binaries keeps its licence once: libgcc-s1's is a link into gcc-14-base.
            var licence = PackageSource.LicenceOf(package.Name);
            if (source.Find(licence) is null && source.Resolve(licence) is { } elsewhere && elsewhere != licence && elsewhere.Split('/') is [.., var owner, "copyright"])
                added |= await NeedAsync(owner, $"licence of {package.Name}", cancellation, required: false).ConfigureAwait(false);
        }
        return added;
    }

    /// <returns>Null where a certificate was changed in the store.</returns>
    private ImageClosure? AddCertificates(ImageClosure closure, ClosureRequest request, string? reason, PackageSource source)
    {
        if (request.Certificates.Warn(closure, request.UserFiles) is { } warning)
            closure = closure with { Notices = [.. closure.Notices, warning] };
        if (reason is null)
            return closure;
        var content = source.ContentOf(Certificates.PackageName)!;
        var authorities = content.Files
            .Where(f => f.Kind == PackageFileKind.File && f.Path.StartsWith(Certificates.Directory, StringComparison.Ordinal) && f.Path.EndsWith(".crt", StringComparison.Ordinal)).ToList();
        if (authorities.Count == 0)
            throw Messages.NoFilesOfPackage(Certificates.PackageName, $"{Certificates.Directory}**/*.crt").ToException();
        if (!archives.Verify(content, authorities))
            return null;
        request.Certificates.Write(authorities.Select(f => File.ReadAllBytes(f.HostPath!)));
        return Certificates.AddTo(closure, request.Certificates.BundleFile, source.OwnerOf(authorities[0].Path), reason);
    }

    /// <summary>Bytes of the store that were changed must not get into an image; the package is unpacked again then.</summary>
    private bool IsIntact(PackageSource source, IEnumerable<string> hostPaths)
    {
        var intact = true;
        foreach (var (content, files) in source.PackagesOf(hostPaths.ToHashSet(StringComparer.Ordinal)))
            intact &= archives.Verify(content, files);
        return intact;
    }
}
