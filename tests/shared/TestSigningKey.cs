using System.Text;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace RustImage.Testing;

/// <summary>An OpenPGP Ed25519 key for tests, which signs like a Debian archive.</summary>
public sealed class TestSigningKey
{
    private readonly PgpKeyRingGenerator _ring;
    private readonly PgpPrivateKey _key;

    /// <param name="created">The creation time. The default is a day ago.</param>
    /// <param name="validFor">The life time, or null for unlimited.</param>
    public TestSigningKey(
        string userId = "Archive of a test <archive@example.org>", DateTimeOffset? created = null, TimeSpan? validFor = null)
    {
        var generator = new Ed25519KeyPairGenerator();
        generator.Init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        var pair = new PgpKeyPair(PublicKeyAlgorithmTag.EdDsa_Legacy, generator.GenerateKeyPair(),
            (created ?? DateTimeOffset.UtcNow.AddDays(-1)).UtcDateTime);
        var properties = new PgpSignatureSubpacketGenerator();
        properties.SetKeyFlags(isCritical: true, PgpKeyFlags.CanCertify | PgpKeyFlags.CanSign);
        if (validFor is { } time)
            properties.SetKeyExpirationTime(isCritical: true, (long)time.TotalSeconds);
        _ring = new PgpKeyRingGenerator(
            PgpSignature.PositiveCertification, pair, userId, SymmetricKeyAlgorithmTag.Null, HashAlgorithmTag.Sha512, Array.Empty<char>(),
            useSha1: false,
            properties.Generate(), unhashedPackets: null, new SecureRandom());
        _key = pair.PrivateKey;
        Fingerprint = Convert.ToHexString(pair.PublicKey.GetFingerprint());
    }

    public string Fingerprint { get; }

    /// <summary>The public key in binary form.</summary>
    public byte[] Export() => _ring.GeneratePublicKeyRing().GetEncoded();

    /// <param name="text">The text, with <c>\n</c> at the end of each line, including the last.</param>
    /// <param name="created">The time of the signature. The default is now.</param>
    /// <returns>A text in the cleartext signature framework, like InRelease.</returns>
    public string Clearsign(
        string text, DateTimeOffset? created = null, HashAlgorithmTag digest = HashAlgorithmTag.Sha256, TimeSpan? validFor = null)
    {
        var escaped = string.Join('\n', text.TrimEnd('\n').Split('\n').Select(l => l.StartsWith('-') ? $"- {l}" : l));
        return $"-----BEGIN PGP SIGNED MESSAGE-----\nHash: {digest.ToString().ToUpperInvariant()}\n\n{escaped}\n" +
            $"{Armour(Sign(text, created, digest, validFor))}";
    }

    /// <returns>A signature packet over the lines of a text.</returns>
    public byte[] Sign(
        string text, DateTimeOffset? created = null, HashAlgorithmTag digest = HashAlgorithmTag.Sha256, TimeSpan? validFor = null)
    {
        var properties = new PgpSignatureSubpacketGenerator();
        properties.SetSignatureCreationTime(isCritical: false, (created ?? DateTimeOffset.UtcNow).UtcDateTime);
        properties.SetIssuerFingerprint(isCritical: false, _ring.GeneratePublicKeyRing().GetPublicKey());
        if (validFor is { } time)
            properties.SetSignatureExpirationTime(isCritical: true, (long)time.TotalSeconds);
        var generator = new PgpSignatureGenerator(PublicKeyAlgorithmTag.EdDsa_Legacy, digest);
        generator.InitSign(PgpSignature.CanonicalTextDocument, _key, new SecureRandom());
        generator.SetHashedSubpackets(properties.Generate());
        var lines = text.TrimEnd('\n').Split('\n').Select(l => l.TrimEnd(' ', '\t', '\r'));
        generator.Update(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)));
        return generator.Generate().GetEncoded();
    }

    /// <param name="signatures">Consecutive packets.</param>
    public static string Armour(byte[] signatures) =>
        "-----BEGIN PGP SIGNATURE-----\n\n" +
            $"{Convert.ToBase64String(signatures, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n")}\n" +
            "-----END PGP SIGNATURE-----\n";
}
