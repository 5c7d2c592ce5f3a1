using RustImage.Closure.Certificates;
using RustImage.Closure.Packages;
using RustImage.Closure.Sources;
using RustImage.Debian;
using RustImage.Debian.Locks;
using RustImage.Debian.Packages;
using RustImage.Debian.Suites;

namespace RustImage.Closure.Resolvers;

/// <summary>Resolves a closure from Debian packages: those that the lock pins, and others that it adds until nothing is missing.</summary>
/// <param name="suite">Opens the suite that packages are added from; null where this build must not add any.</param>
/// <param name="suiteName">The suite's name for messages.</param>
internal sealed partial class DebianResolver(
    DebianArchives archives, PackageSelection selection, Func<Task<Suite>>? suite, string suiteName)
{
    /// <summary>Each round adds at least one package. Chains of libraries are rarely longer than five.</summary>
    private const int MaximumRounds = 64;

    private readonly SortedSet<string> _lacking = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unfound = new(StringComparer.Ordinal);

    /// <summary>The packages and libraries, each with its reason, that the lock lacks and this build must not add.</summary>
    public IReadOnlyCollection<string> Lacking => _lacking;

    /// <returns>Null where packages are missing that this build must not add: <see cref="Lacking"/>.</returns>
    /// <inheritdoc cref="ClosureResolver.Resolve(ClosureRequest, ILibrarySource, CancellationToken)" path="/exception"/>
    /// <exception cref="RustImageException">RIMG7001 to 7072: a package can't be found, downloaded, or trusted.</exception>
    public async Task<ImageClosure?> ResolveAsync(ClosureRequest request, CancellationToken cancellation = default)
    {
        foreach (var package in request.Packages)
            await NeedAsync(package, cancellation).ConfigureAwait(false);
        for (var round = 0; round < MaximumRounds && _lacking.Count == 0; round++)
        {
            var source = await OpenAsync(cancellation).ConfigureAwait(false);
            try
            {
                var closure = await TryAsync(request, source, cancellation).ConfigureAwait(false);
                if (closure is not null && IsIntact(source, closure.HostPaths))
                    return closure;
            }
            catch (RustImageException) when (!IsIntact(source, source.HostPaths))
            {
                // The error came from a file that has changed in the store. The next round unpacks its package again.
            }
        }
        return null;
    }

    /// <summary>Checks a request without the binary, as <see cref="ResolveAsync"/> does later.</summary>
    /// <param name="known">The patterns that were found to match a file before (<see cref="PackageRequest.NamePatterns"/>).</param>
    /// <returns>The package; null where it is lacking.</returns>
    /// <inheritdoc cref="ResolveAsync" path="/exception"/>
    public async Task<LockedPackage?> CheckAsync(PackageRequest request, IReadOnlySet<string> known, CancellationToken cancellation)
    {
        await NeedAsync(request, cancellation).ConfigureAwait(false);
        if (Taken(request.Name) is not { } package)
            return null;
        if (!request.NamePatterns(package).All(known.Contains))
            FileChoice.Create(request, (await archives.OpenAsync([package], cancellation).ConfigureAwait(false))[0]);
        return package;
    }

    private Task<bool> NeedAsync(PackageRequest request, CancellationToken cancellation) => LockFile.IsPackageName(request.Name)
        ? NeedAsync(request.Name, request.Reason, cancellation)
        : throw Messages.BadPackageName(request.Name).ToException();

    /// <returns>Null where another round is needed: a package was added or is lacking, or a file in the store has changed.</returns>
    private async Task<ImageClosure?> TryAsync(ClosureRequest request, PackageSource source, CancellationToken cancellation)
    {
        var root = new BaseFileSystem(request.Base);
        var requested = RequestedFiles.Of(request.Packages.Select(p => (p, Taken(p.Name)!.Name)), source, root);
        var whole = request with { StartFiles = [.. request.StartFiles, .. requested.StartFiles] };
        var missing = ClosureResolver.FindMissing(whole, source, cancellation)
            .Where(m => !_unfound.Contains(m.Names[0])).ToList();
        // A library may be missing because its file in the store has changed. Do not ask the network for it.
        if (missing.Count > 0 && !IsIntact(source, source.HostPaths))
            return null;
        if (await NeedLibrariesAsync(missing, source, cancellation).ConfigureAwait(false))
            return null;
        var closure = requested.AddTo(ClosureResolver.Resolve(whole, source, cancellation), request);
        var reason = request.Certificates.ReasonFor(closure, request);
        if (reason is not null && request.Certificates.ExtendBase(closure, request, reason) is { } extended)
            (closure, reason) = (extended, null);
        if (await NeedCompanionsAsync(closure, reason, source, root, cancellation).ConfigureAwait(false))
            return null;
        return AddCertificates(closure, request, reason, source) is { } complete ? PackageInventory.Add(complete, source, root) : null;
    }

    /// <returns>
    /// The selected package of a name, or the one that was selected because it provides the name; null where there is neither.
    /// </returns>
    private LockedPackage? Taken(string name) => selection.Find(name) ?? selection.FindByReason(PackageRequest.ReasonFor(name));

    private async Task<PackageSource> OpenAsync(CancellationToken cancellation)
    {
        var contents = await archives.OpenAsync(selection.Packages, cancellation).ConfigureAwait(false);
        return new PackageSource(suiteName, [.. selection.Packages.Zip(contents)]);
    }

    /// <returns>Null where a certificate in the store has changed.</returns>
    private ImageClosure? AddCertificates(ImageClosure closure, ClosureRequest request, string? reason, PackageSource source)
    {
        closure = request.Certificates.Warn(closure, request.UserFiles);
        if (reason is null)
            return closure;
        var content = source.ContentOf(CertificateBundle.PackageName)!;
        var authorities = content.Files
            .Where(f => f.Kind == PackageFileKind.File)
            .Where(f => f.Path.StartsWith(CertificateBundle.Directory, StringComparison.Ordinal))
            .Where(f => f.Path.EndsWith(".crt", StringComparison.Ordinal))
            .ToList();
        if (authorities.Count == 0)
            throw Messages.NoFilesOfPackage(CertificateBundle.PackageName, $"{CertificateBundle.Directory}**/*.crt").ToException();
        if (!archives.Verify(content, authorities))
            return null;
        request.Certificates.Write(authorities.Select(f => File.ReadAllBytes(f.HostPath!)));
        var package = source.OwnerOf(authorities[0].Path);
        return CertificateBundle.AddTo(closure, new BaseFileSystem(request.Base), request.Certificates.BundleFile, package, reason);
    }

    /// <summary>Verifies files of the store that go into the image, and removes packages with changed files from the store.</summary>
    /// <returns>False where a file has changed.</returns>
    private bool IsIntact(PackageSource source, IEnumerable<string> hostPaths)
    {
        var intact = true;
        foreach (var (content, files) in source.PackagesOf(hostPaths.ToHashSet(StringComparer.Ordinal)))
            intact &= archives.Verify(content, files);
        return intact;
    }
}
