using System.Text.RegularExpressions;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using RustImage.Debian.Archives;
using RustImage.Formats.OpenPgp;
using RustImage.Testing;
using RustImage.UnitTests.Debian.Archives;

namespace RustImage.UnitTests.Formats.OpenPgp;

public sealed partial class KeyringTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_archive_keys_equal_those_that_Debian_publishes()
    {
        // https://ftp-master.debian.org/keys.html
        string[] published =
        [
            "1F89983E0081FDE018F3CC9673A4F27B8DD47936", "AC530D520F2F3269F5E98313A48449044AAD5C5D",
            "A4285295FC7B1A81600062A9605C66F00D6C9793",
            "B8B80B5B623EAB6AD8775C45B7C5D7D6350947F8", "05AB90340C0C5E797F44A8C8254CF3B5AEC0A8F0",
            "4D64FEC119C2029067D6E791F8D2585B8783D481",
            "04B54C3CDCA79751B16BC6B5225629DF75B188BD", "5E04A1E3223A19A20706E20F9904613D4CCE68C6",
            "41587F7DB8C774BCCF131416762F67A0B2C39DE4",
        ];
        var fingerprints = Keyring.Read(RealArchive.Keyring).Fingerprints;
        Assert.Equal(published.Order(StringComparer.Ordinal), fingerprints.Order(StringComparer.Ordinal));
        Assert.Equal(Fingerprint().Matches(Repository.Read("build/keys/README.md")).Select(m => m.Value), fingerprints);
    }

    [Fact]
    public void A_missing_keyring_is_an_error() => Refused(_directory["none.gpg"], "none.gpg");

    [Fact]
    public void An_empty_keyring_is_an_error() => Refused(Written([]), "no public key");

    [Fact]
    public void A_directory_is_not_a_keyring() => Refused(_directory.Path, _directory.Path);

    [Fact]
    public void A_file_of_another_format_is_refused_as_keyring()
    {
        Refused(Written("deb https://example.org/debian stable main\n"u8), "not an OpenPGP packet");
        Refused(Written("-----BEGIN PGP MESSAGE-----\n\nyv8=\n-----END PGP MESSAGE-----\n"u8), "no public key");
        Refused(Written("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nyv8\n-----END PGP PUBLIC KEY BLOCK-----\n"u8), "");
        Refused(Written([0xc6, 2, 4, 0]), "not a public key");
    }

    [Fact]
    public void A_truncated_keyring_trusts_no_key()
    {
        var key = new TestSigningKey();
        var whole = key.Export();
        var signed = System.Text.Encoding.UTF8.GetBytes(key.Clearsign("Codename: x\n"));
        for (var length = 0; length < whole.Length; length++)
        {
            var path = Written(whole.AsSpan(0, length));
            // A key without its self-signature is a valid file, but trusts nobody.
            var e = Assert.Throws<RustImageException>(() => InRelease.Verify(signed, Keyring.Read(path), "x", DateTimeOffset.UtcNow));
            Assert.Contains(e.Code, new[] { "RIMG7015", "RIMG7018" });
        }
    }

    [Fact]
    public void A_changed_keyring_trusts_no_other_key_and_causes_no_crash()
    {
        var key = new TestSigningKey();
        var stranger = new TestSigningKey();
        var whole = key.Export();
        var signed = System.Text.Encoding.UTF8.GetBytes(stranger.Clearsign("Codename: x\n"));
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x21;
            var e = Assert.Throws<RustImageException>(
                () => InRelease.Verify(signed, Keyring.Read(Written(changed)), "x", DateTimeOffset.UtcNow));
            Assert.Contains(e.Code, new[] { "RIMG7015", "RIMG7017", "RIMG7018" });
        }
    }

    [Fact]
    public void A_changed_self_signature_makes_a_key_worthless()
    {
        var key = new TestSigningKey();
        var changed = key.Export();
        changed[^1] ^= 1;
        var e = Assert.Throws<RustImageException>(() => InRelease.Verify(
            System.Text.Encoding.UTF8.GetBytes(key.Clearsign("Codename: x\n")), Keyring.Read(
                Written(changed)), "x", DateTimeOffset.UtcNow));
        Assert.Contains("has no valid self-signature", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_or_invalid_UTF_8_user_ID_causes_no_crash()
    {
        var key = new TestSigningKey();
        var changed = key.Export();
        changed[changed.AsSpan().IndexOf("Archive"u8)] = 0xe9;
        var e = Assert.Throws<RustImageException>(() => InRelease.Verify(
            System.Text.Encoding.UTF8.GetBytes(key.Clearsign("Codename: x\n")), Keyring.Read(Written(changed)), "x",
            DateTimeOffset.UtcNow));
        Assert.Equal("RIMG7018", e.Code);
        Assert.Contains("has no valid self-signature", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_subkey_is_valid_only_if_both_keys_certify_it(bool acknowledged)
    {
        var main = NewPair();
        var subkey = NewPair();
        var ring = new PgpKeyRingGenerator(
            PgpSignature.PositiveCertification, main, "main", SymmetricKeyAlgorithmTag.Null, HashAlgorithmTag.Sha256, Array.Empty<char>(),
            useSha1: false,
            Flags(PgpKeyFlags.CanCertify | PgpKeyFlags.CanSign), unhashedPackets: null, new SecureRandom());
        if (acknowledged)
            ring.AddSubKey(subkey, Flags(PgpKeyFlags.CanSign), null, HashAlgorithmTag.Sha256, HashAlgorithmTag.Sha256);
        else
            ring.AddSubKey(subkey, Flags(PgpKeyFlags.CanSign), null, HashAlgorithmTag.Sha256);
        var path = Written(ring.GeneratePublicKeyRing().GetEncoded());
        var properties = new PgpSignatureSubpacketGenerator();
        properties.SetSignatureCreationTime(isCritical: false, DateTime.UtcNow);
        var generator = new PgpSignatureGenerator(PublicKeyAlgorithmTag.EdDsa_Legacy, HashAlgorithmTag.Sha256);
        generator.InitSign(PgpSignature.CanonicalTextDocument, subkey.PrivateKey, new SecureRandom());
        properties.SetIssuerKeyID(isCritical: false, subkey.KeyId);
        generator.SetHashedSubpackets(properties.Generate());
        generator.Update("Codename: x"u8.ToArray());
        var file = System.Text.Encoding.UTF8.GetBytes(
            $"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nCodename: x\n{TestSigningKey.Armour(generator.Generate().GetEncoded())}");
        var e = Assert.Throws<RustImageException>(() => InRelease.Verify(file, Keyring.Read(path), "x", DateTimeOffset.UtcNow));
        // RIMG7019 means that the signature is good, and the Release is invalid.
        Assert.Equal(acknowledged ? "RIMG7019" : "RIMG7018", e.Code);
        Assert.Equal(acknowledged, new Gpgv(path).Accepts(file));
    }

    private static PgpKeyPair NewPair()
    {
        var generator = new Ed25519KeyPairGenerator();
        generator.Init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return new PgpKeyPair(PublicKeyAlgorithmTag.EdDsa_Legacy, generator.GenerateKeyPair(), DateTime.UtcNow.AddDays(-1));
    }

    private static PgpSignatureSubpacketVector Flags(int flags)
    {
        var properties = new PgpSignatureSubpacketGenerator();
        properties.SetKeyFlags(isCritical: true, flags);
        return properties.Generate();
    }

    private string Written(ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(_directory["keyring.gpg"], bytes);
        return _directory["keyring.gpg"];
    }

    private static void Refused(string path, string reason)
    {
        var e = Assert.Throws<RustImageException>(() => Keyring.Read(path));
        Assert.Equal("RIMG7015", e.Code);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("DebianKeyring", e.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex("[0-9A-F]{40}")]
    private static partial Regex Fingerprint();
}
