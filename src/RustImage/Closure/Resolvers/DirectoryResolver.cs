using RustImage.Closure.Certificates;
using RustImage.Closure.Packages;
using RustImage.Closure.Sources;

namespace RustImage.Closure.Resolvers;

/// <summary>
/// Resolves a closure from a root file system on this machine, with that root's certificate authorities where TLS needs them.
/// </summary>
internal static class DirectoryResolver
{
    /// <inheritdoc cref="ClosureResolver.Resolve(ClosureRequest, ILibrarySource, CancellationToken)" path="/exception"/>
    /// <exception cref="RustImageException">
    /// RIMG7064: the project asks for certificates, and the root has none. RIMG7068: the project asks for packages.
    /// </exception>
    public static ImageClosure Resolve(ClosureRequest request, DirectorySource source, CancellationToken cancellation = default)
    {
        CheckPackages(request.Packages);
        var closure = ClosureResolver.Resolve(request, source, cancellation);
        var certificates = request.Certificates;
        closure = certificates.Warn(closure, request.UserFiles);
        if (certificates.ReasonFor(closure, request) is not { } reason)
            return closure;
        if (certificates.ExtendBase(closure, request, reason) is { } extended)
            return extended;
        if (source.Find(CertificateBundle.BundlePath) is not { } bundle)
        {
            var missing = Messages.NoCertificateBundle(source.Description);
            return certificates.Wanted == true || certificates.Own.Count > 0
                ? throw missing.ToException()
                : closure with { Notices = [.. closure.Notices, new Notice(Severity.Warning, missing)] };
        }
        certificates.Write([File.ReadAllBytes(bundle.HostPath)]);
        var root = new BaseFileSystem(request.Base);
        closure = CertificateBundle.AddTo(closure, root, certificates.BundleFile, source.OwnerOf(bundle.Path), reason);
        return PackageInventory.Add(closure, source, root);
    }

    /// <exception cref="RustImageException">RIMG7068: the project asks for packages.</exception>
    public static void CheckPackages(IReadOnlyList<PackageRequest> packages)
    {
        if (packages.Count > 0)
            throw Messages.PackagesNeedDebian(packages[0].Name).ToException();
    }
}
