using RustImage.Closure.Packages;
using RustImage.Closure.Sources;

namespace RustImage.Closure.Certificates;

/// <summary>Decides whether an image gets certificate authorities, and which.</summary>
/// <param name="Wanted">RustImageCertificates. Null is "auto": the image gets authorities where the application uses TLS.</param>
/// <param name="Own">The ImageCertificate items: files of this machine with a company's own authorities.</param>
/// <param name="Crates">The library crates that the application was built from.</param>
/// <param name="BundleFile">The path on this machine to which the bundle is written.</param>
internal sealed record CertificateChoice(bool? Wanted, IReadOnlyList<string> Own, IReadOnlyList<string> Crates, string BundleFile)
{
    /// <summary>Writes the bundle to a path. A caller that must know what was written puts its own method here.</summary>
    public Action<string, byte[]> WriteBundle { get; init; } = AtomicFile.WriteIfDifferent;

    /// <param name="text">The value of RustImageCertificates.</param>
    /// <exception cref="RustImageException">RIMG7066: the value is unknown.</exception>
    public static bool? ParseSetting(string text) => text.ToLowerInvariant() switch
    {
        "" or "auto" => null,
        "true" => true,
        "false" => false,
        _ => throw Messages.BadCertificatesSetting(text).ToException(),
    };

    /// <returns>
    /// Why the image gets authorities; null where it gets none. A bundle among the user's files wins, and a bundle of the base is extended
    /// only by a company's own authorities.
    /// </returns>
    internal string? ReasonFor(ImageClosure closure, ClosureRequest request)
    {
        if (Wanted == false || request.UserFiles.ContainsKey(CertificateBundle.BundlePath))
            return null;
        if (new BaseFileSystem(request.Base).Has(CertificateBundle.BundlePath))
            return Own.Count > 0 ? "ImageCertificate" : null;
        return TlsUse.Find(Crates, closure) is { } use ? $"TLS ({use})"
            : Wanted == true ? "RustImageCertificates"
            : Own.Count > 0 ? "ImageCertificate"
            : request.Packages.Any(p => p.Name == CertificateBundle.PackageName) ? PackageRequest.ReasonFor(CertificateBundle.PackageName)
            : null;
    }

    /// <summary>Replaces the bundle of the base by one that also has the company's own authorities.</summary>
    /// <returns>Null where the base has no bundle.</returns>
    internal ImageClosure? ExtendBase(ImageClosure closure, ClosureRequest request, string reason)
    {
        var root = new BaseFileSystem(request.Base);
        if (root.Find(CertificateBundle.BundlePath) is not { } bundle)
            return null;
        Write([File.ReadAllBytes(bundle.HostPath)]);
        return CertificateBundle.AddTo(closure, root, BundleFile, null, reason);
    }

    /// <returns>
    /// The closure with a warning where an application that uses TLS gets no authorities, and where authorities are not used.
    /// </returns>
    internal ImageClosure Warn(ImageClosure closure, IReadOnlyDictionary<string, string> userFiles)
    {
        var ownBundle = userFiles.ContainsKey(CertificateBundle.BundlePath);
        var notices = closure.Notices.ToList();
        if (Wanted == false && !ownBundle && TlsUse.Find(Crates, closure) is { } use)
            notices.Add(new Notice(Severity.Warning, Messages.CertificatesOff(use)));
        if (Own.Count > 0 && (ownBundle || Wanted == false))
        {
            var reason = ownBundle ? $"a RustImageFile is {CertificateBundle.BundlePath}" : "RustImageCertificates is false";
            notices.Add(new Notice(Severity.Warning, Messages.CertificatesUnused(Own[0], reason)));
        }
        return closure with { Notices = notices };
    }

    /// <summary>Writes the bundle file: the given authorities, then the company's own.</summary>
    internal void Write(IEnumerable<byte[]> authorities)
    {
        var own = Own.Order(StringComparer.Ordinal).Select(CertificateBundle.Read);
        WriteBundle(BundleFile, CertificateBundle.Bundle(authorities.Concat(own)));
    }
}
