using RustImage.Closure.Packages;
using RustImage.Closure.Sources;

namespace RustImage.Closure.Certificates;

/// <summary>What the project says of certificate authorities.</summary>
/// <param name="Wanted">RustImageCertificates; null is auto: there where the application uses TLS.</param>
/// <param name="Own">ImageCertificate: files of this machine with a company's authorities.</param>
/// <param name="Crates">The library crates that the application was built of.</param>
/// <param name="BundleFile">Where the bundle is written to on this machine.</param>
public sealed record CertificateChoice(bool? Wanted, IReadOnlyList<string> Own, IReadOnlyList<string> Crates, string BundleFile)
{
    /// <exception cref="RustImageException">RIMG7066: the setting is no known one.</exception>
    public static bool? ParseSetting(string text) => text.ToLowerInvariant() switch
    {
        "" or "auto" => null,
        "true" => true,
        "false" => false,
        _ => throw Messages.BadCertificatesSetting(text).ToException(),
    };

    /// <summary>Why the image gets certificates; null where it gets none.</summary>
    /// <param name="request">A bundle of the user's own wins, and one of the base's is enough but for a company's own authorities.</param>
    internal string? ReasonFor(ImageClosure closure, ClosureRequest request)
    {
        if (Wanted == false || request.UserFiles.ContainsKey(CertificateBundle.BundlePath))
            return null;
        if (new BaseRoot(request.Base).Has(CertificateBundle.BundlePath))
            return Own.Count > 0 ? "ImageCertificate" : null;
        return TlsUse.Find(Crates, closure) is { } use ? $"TLS ({use})"
            : Wanted == true ? "RustImageCertificates"
            : Own.Count > 0 ? "ImageCertificate"
            : request.Packages.Any(p => p.Name == CertificateBundle.PackageName) ? PackageRequest.ReasonFor(CertificateBundle.PackageName)
            : null;
    }

    /// <summary>The bundle of the base, with the company's own authorities behind it; null where the base has none that can be read.</summary>
    internal ImageClosure? ExtendBase(ImageClosure closure, ClosureRequest request, string reason)
    {
        var root = new BaseRoot(request.Base);
        if (root.Find(CertificateBundle.BundlePath) is not { } bundle)
            return null;
        Write([File.ReadAllBytes(bundle.HostPath)]);
        return CertificateBundle.AddTo(closure, root, BundleFile, null, reason);
    }

    /// <summary>With a warning where the application uses TLS and nothing will let it trust anybody, and where authorities are given in vain.</summary>
    internal ImageClosure Warn(ImageClosure closure, IReadOnlyDictionary<string, string> userFiles)
    {
        var ownBundle = userFiles.ContainsKey(CertificateBundle.BundlePath);
        var notices = closure.Notices.ToList();
        if (Wanted == false && !ownBundle && TlsUse.Find(Crates, closure) is { } use)
            notices.Add(new Notice(Severity.Warning, Messages.CertificatesOff(use)));
        if (Own.Count > 0 && (ownBundle || Wanted == false))
            notices.Add(new Notice(Severity.Warning, Messages.CertificatesUnused(Own[0], ownBundle ? $"a RustImageFile is {CertificateBundle.BundlePath}" : "RustImageCertificates is false")));
        return closure with { Notices = notices };
    }

    /// <summary>Writes the bundle: those given, then the company's own.</summary>
    internal void Write(IEnumerable<byte[]> authorities) =>
        AtomicFile.WriteIfDifferent(BundleFile, CertificateBundle.Bundle(authorities.Concat(Own.Order(StringComparer.Ordinal).Select(CertificateBundle.Read))));
}
