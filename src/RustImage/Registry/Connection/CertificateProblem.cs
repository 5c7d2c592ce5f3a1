using System.Security.Cryptography.X509Certificates;

namespace RustImage.Registry.Connection;

/// <summary>Why a server's certificate was refused.</summary>
/// <param name="Issuer">Its issuer, where the only problem is that the issuer is unknown; else null.</param>
/// <param name="Reason">Any other problem; empty where <paramref name="Issuer"/> is set.</param>
internal sealed record CertificateProblem(string? Issuer, string Reason)
{
    public static CertificateProblem Of(X509Certificate2? certificate, bool isRightName, IReadOnlyList<X509ChainStatusFlags> statuses)
    {
        if (certificate is null)
            return new(null, "it is missing");
        if (!isRightName)
            return new(null, $"it is for {Names(certificate)}");
        if (statuses.Any(s => s.HasFlag(X509ChainStatusFlags.NotTimeValid)))
            return new(null, DateTime.UtcNow < certificate.NotBefore.ToUniversalTime()
                ? $"it is valid from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} on"
                : DateTime.UtcNow > certificate.NotAfter.ToUniversalTime()
                    ? $"it expired on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}"
                    : "an authority's certificate above it has expired");
        return statuses.All(s => s is X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain)
            ? new(OneLine(certificate.Issuer), "")
            : new(null, $"{string.Join(", ", statuses.Distinct())}, signed by '{OneLine(certificate.Issuer)}'");
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString()))).Take(5).ToList();
        return names.Count > 0 ? string.Join(", ", names.Select(n => $"'{OneLine(n)}'"))
            : $"'{OneLine(certificate.Subject)}', and names no host";
    }

    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c).Take(200)]);
}
