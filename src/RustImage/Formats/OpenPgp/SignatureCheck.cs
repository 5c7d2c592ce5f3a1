using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace RustImage.Formats.OpenPgp;

internal enum Verdict
{
    /// <summary>A known key that may sign made it over this text.</summary>
    Good,

    /// <summary>A known key is named, and did not make it over this text.</summary>
    Bad,

    /// <summary>It proves nothing: the key is unknown or unfit, or the signature has expired or rests on a broken digest.</summary>
    Worthless,
}

/// <param name="Signer">The key, and what is wrong with it or the signature, for messages.</param>
internal sealed record SignatureResult(Verdict Verdict, string Signer);

/// <summary>Judges one signature of a text.</summary>
internal static class SignatureCheck
{
    /// <summary>How far the clocks of signer and reader may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    /// <summary>The digests of OpenPGP that are not broken, with their names in the Hash header.</summary>
    private static readonly Dictionary<HashAlgorithmTag, string> Digests = new()
    {
        [HashAlgorithmTag.Sha224] = "SHA224",
        [HashAlgorithmTag.Sha256] = "SHA256",
        [HashAlgorithmTag.Sha384] = "SHA384",
        [HashAlgorithmTag.Sha512] = "SHA512",
    };

    /// <summary>
    /// The subpackets that are considered below. A signature with a critical subpacket of another kind is invalid (RFC 9580, section
    /// 5.2.3.7).
    /// </summary>
    private static readonly HashSet<SignatureSubpacketTag> Understood =
    [
        SignatureSubpacketTag.CreationTime, SignatureSubpacketTag.ExpireTime, SignatureSubpacketTag.IssuerKeyId,
        SignatureSubpacketTag.IssuerFingerprint, SignatureSubpacketTag.SignerUserId, SignatureSubpacketTag.NotationData,
        SignatureSubpacketTag.PolicyUrl,
    ];

    /// <param name="hashed">The bytes that are signed: <see cref="ClearsignedText.Hashed"/>.</param>
    /// <param name="now">The time that expiry is judged by.</param>
    public static SignatureResult Check(PgpSignature signature, ClearsignedText text, byte[] hashed, Keyring keyring, DateTimeOffset now)
    {
        var signer = signature.KeyId.ToString("X16", System.Globalization.CultureInfo.InvariantCulture);
        var keys = keyring.Find(signature.KeyId).ToList();
        if (keys.Count == 0)
            return new SignatureResult(Verdict.Worthless, $"{signer}, which is unknown");
        if (Unfitness(signature, text, now) is { } reason)
            return new SignatureResult(Verdict.Worthless, $"{signer}, in a signature that {reason}");
        var key = keys.Find(k => OpenPgpVerifier.Holds(signature, k.Key, hashed));
        if (key is null)
            return new SignatureResult(Verdict.Bad, signer);
        return Unfitness(signature, key, now) is { } flaw
            ? new SignatureResult(Verdict.Worthless, $"{key.Fingerprint}, which {flaw}")
            : new SignatureResult(Verdict.Good, key.Fingerprint);
    }

    /// <returns>What is wrong with the signature, whichever key made it; null where it is fit.</returns>
    private static string? Unfitness(PgpSignature signature, ClearsignedText text, DateTimeOffset now)
    {
        if (signature.Version != 4)
            return $"is of version {signature.Version}";
        if (signature.SignatureType is not (PgpSignature.BinaryDocument or PgpSignature.CanonicalTextDocument))
            return "is not for a document";
        if (!Digests.TryGetValue(signature.HashAlgorithm, out var digest))
            return $"rests on {signature.HashAlgorithm}, a digest that can be forged";
        if (!text.Digests.Contains(digest))
            return $"rests on {digest}, which the Hash header does not announce";
        var properties = signature.GetHashedSubPackets();
        if (properties.ToArray().FirstOrDefault(s => s.IsCritical() && !Understood.Contains(s.SubpacketType)) is { } strange)
            return $"has a critical property of the kind {(int)strange.SubpacketType}";
        if (!properties.HasSubpacket(SignatureSubpacketTag.CreationTime))
            return "has no date";
        var created = CreatedAt(signature);
        if (created > now + ClockSkew)
            return $"is dated {Messages.Time(created)}, in the future";
        var seconds = properties.GetSignatureExpirationTime();
        return seconds > 0 && created.AddSeconds(seconds) <= now ? $"has expired on {Messages.Time(created.AddSeconds(seconds))}" : null;
    }

    /// <summary>A key that has expired is unfit even for signatures that are dated before, as dates can be forged.</summary>
    /// <returns>What is wrong with the key; null where it is fit.</returns>
    private static string? Unfitness(PgpSignature signature, SigningKey key, DateTimeOffset now) =>
        key.Unfit ?? (CreatedAt(signature) < key.Created ? "is younger than its signature"
            : key.Expires <= now || key.Expires <= CreatedAt(signature) ? $"has expired on {Messages.Time(key.Expires.Value)}" : null);

    private static DateTimeOffset CreatedAt(PgpSignature signature) => new(signature.CreationTime, TimeSpan.Zero);
}
