using System.Text;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace RustImage.Testing;

/// <summary>An Ed25519 key of OpenPGP, made for a test, that signs as an archive does.</summary>
public sealed class TestSigningKey
{
    private readonly PgpKeyRingGenerator _ring;
    private readonly PgpPrivateKey _key;

    /// <param name="created">A day ago, where it is not given.</param>
    /// <param name="validFor">Null for ever.</param>
    public TestSigningKey(string userId = "Archive of a test <archive@example.org>", DateTimeOffset? created = null, TimeSpan? validFor = null)
    {
        var generator = new Ed25519KeyPairGenerator();
        generator.Init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        var pair = new PgpKeyPair(PublicKeyAlgorithmTag.EdDsa_Legacy, generator.GenerateKeyPair(), (created ?? DateTimeOffset.UtcNow.AddDays(-1)).UtcDateTime);
        var properties = new PgpSignatureSubpacketGenerator();
        properties.SetKeyFlags(isCritical: true, PgpKeyFlags.CanCertify | PgpKeyFlags.CanSign);
        if (validFor is { } time)
            properties.SetKeyExpirationTime(isCritical: true, (long)time.TotalSeconds);
        _ring = new PgpKeyRingGenerator(
            PgpSignature.PositiveCertification, pair, userId, SymmetricKeyAlgorithmTag.Null, HashAlgorithmTag.Sha512, Array.Empty<char>(), useSha1: false,
            properties.Generate(), unhashedPackets: null, new SecureRandom());
        _key = pair.PrivateKey;
        Fingerprint = Convert.ToHexString(pair.PublicKey.GetFingerprint());
    }

    public string Fingerprint { get; }

    /// <summary>The public key, binary.</summary>
    public byte[] Export() => _ring.GeneratePublicKeyRing().GetEncoded();

    /// <param name="text">With <c>\n</c> at the end of each line, the last one too.</param>
    /// <param name="created">Now, where it is not given.</param>
    /// <returns>A text in the cleartext signature framework, as InRelease is one.</returns>
    public string Clearsign(string text, DateTimeOffset? created = null, HashAlgorithmTag digest = HashAlgorithmTag.Sha256, TimeSpan? validFor = null)
    {
        var escaped = string.Join('\n', text.TrimEnd('\n').Split('\n').Select(l => l.StartsWith('-') ? $"- {l}" : l));
        return $"-----BEGIN PGP SIGNED MESSAGE-----\nHash: {digest.ToString().ToUpperInvariant()}\n\n{escaped}\n{Armour(Sign(text, created, digest, validFor))}";
    }

    /// <returns>A signature packet over the lines of a text.</returns>
    public byte[] Sign(string text, DateTimeOffset? created = null, HashAlgorithmTag digest = HashAlgorithmTag.Sha256, TimeSpan? validFor = null)
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

    /// <param name="signatures">Packets, one after the other.</param>
    public static string Armour(byte[] signatures) =>
        $"-----BEGIN PGP SIGNATURE-----\n\n{Convert.ToBase64String(signatures, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n")}\n-----END PGP SIGNATURE-----\n";
}
