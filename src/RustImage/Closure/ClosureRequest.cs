using RustImage.Closure.Certificates;
using RustImage.Closure.Packages;
using RustImage.Closure.Sources;

namespace RustImage.Closure;

/// <summary>The input of the resolution of an image's closure, apart from the library source.</summary>
/// <param name="StartFiles">The application first, then the ELF files that the user adds.</param>
/// <param name="UserFiles">The user's files: from the path in the image to the path on this machine.</param>
/// <param name="Packages">The ImagePackage items. Only Debian packages as a library source can provide them.</param>
internal sealed record ClosureRequest(
    IReadOnlyList<StartFile> StartFiles,
    Platform Platform,
    IReadOnlyDictionary<string, string> UserFiles,
    IReadOnlyList<PackageRequest> Packages,
    CertificateChoice Certificates)
{
    /// <summary>The files of the image that this one is built on; null without a base.</summary>
    public IBaseFiles? Base { get; init; }
}
