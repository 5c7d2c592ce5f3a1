using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RustImage.Registry.Connection;

/// <summary>Decides which certificates of one host are trusted: those that the system trusts, and those of more authorities.</summary>
/// <param name="authorities">More authorities, which the user trusts.</param>
/// <param name="own">The client certificates for this host.</param>
/// <param name="takesAny">Whether the user has allowed any certificate for this host.</param>
internal sealed class ServerTrust(X509Certificate2Collection authorities, X509Certificate2Collection own, bool takesAny)
{
    /// <summary>The purpose of TLS servers (RFC 5280, section 4.2.1.12).</summary>
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <summary>Why the last certificate was refused; null where none was.</summary>
    public CertificateProblem? Problem { get; private set; }

    public SslClientAuthenticationOptions Options => new()
    {
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsGood(certificate as X509Certificate2, chain, errors),
        ClientCertificates = own.Count > 0 ? own : null,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
    };

    private bool IsGood(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None || takesAny)
            return true;
        var statuses = errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? Statuses(certificate, chain) : [];
        var isRightName = !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
        if (certificate is not null && isRightName && statuses.Count == 0)
            return true;
        Problem = CertificateProblem.Of(certificate, isRightName, statuses);
        return false;
    }

    /// <summary>Checks a certificate that the system does not trust with the authorities that the user trusts.</summary>
    /// <returns>The problems; empty for a trusted certificate.</returns>
    private List<X509ChainStatusFlags> Statuses(X509Certificate2? certificate, X509Chain? first)
    {
        if (certificate is null || authorities.Count == 0)
            return Flags(first);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        if (first is not null)
            chain.ChainPolicy.ExtraStore.AddRange(first.ChainPolicy.ExtraStore);
        return chain.Build(certificate) ? [] : Flags(chain);
    }

    private static List<X509ChainStatusFlags> Flags(X509Chain? chain) =>
        chain is { ChainStatus: { Length: > 0 } statuses } ? [.. statuses.Select(s => s.Status)] : [X509ChainStatusFlags.PartialChain];
}
