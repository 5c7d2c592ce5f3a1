using RustImage.Closure.Certificates;
using RustImage.Closure.Packages;
using RustImage.Closure.Sources;

namespace RustImage.Closure;

/// <summary>What an image's closure is resolved from, whatever the library source.</summary>
/// <param name="Roots">The application first, then the ELF files that the user adds.</param>
/// <param name="UserFiles">From the path in the image to the path on this machine.</param>
/// <param name="Packages">ImagePackage; only Debian packages as a source can serve them.</param>
public sealed record ClosureRequest(
    IReadOnlyList<StartFile> Roots,
    Platform Platform,
    IReadOnlyDictionary<string, string> UserFiles,
    IReadOnlyList<PackageRequest> Packages,
    CertificateChoice Certificates)
{
    /// <summary>The files of the image that this one is built on; null for none.</summary>
    public IBaseFiles? Base { get; init; }
}
