using RustImage.Debian.Archives;
using RustImage.Formats.OpenPgp;

namespace RustImage.UnitTests.Formats.OpenPgp;

/// <summary>Keys and signatures of all kinds, made by GnuPG. Its verifier must give the same result.</summary>
public sealed class SignatureTests : IDisposable
{
    private const string Text =
        $"Codename: trixie\nDate: Sat, 11 Jul 2026 10:16:37 UTC\n- dash\nSHA256:\n {Hash} 1 main/binary-amd64/Packages.xz  \t\n";
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private readonly Gpg _gpg = new();

    public void Dispose() => _gpg.Dispose();

    [Theory]
    [InlineData("rsa2048")]
    [InlineData("ed25519")]
    [InlineData("nistp256")]
    public void A_good_signature_is_accepted(string algorithm)
    {
        _gpg.Generate("one", algorithm);
        var signed = _gpg.Clearsign(Text);
        VerifyLikeGpgv(true, signed, _gpg.Export("one"));
        VerifyLikeGpgv(true, _gpg.Clearsign(Text, "--digest-algo", "SHA512"), _gpg.Export("one"));
        var crlf = System.Text.Encoding.UTF8.GetString(signed).ReplaceLineEndings("\r\n");
        VerifyLikeGpgv(true, System.Text.Encoding.UTF8.GetBytes(crlf), _gpg.Export("one"));
    }

    [Fact]
    public void A_keyring_may_be_one_or_several_armoured_blocks()
    {
        _gpg.Generate("one", "ed25519");
        _gpg.Generate("two", "ed25519");
        var text = _gpg.Run("--armor", "--export", "one@example.org") + "\n" + _gpg.Run("--armor", "--export", "two@example.org");
        File.WriteAllText(_gpg["both.asc"], text);
        Assert.Equal(2, Keyring.Read(_gpg["both.asc"]).Fingerprints.Count);
        Assert.Null(Verdict(_gpg.Clearsign(Text, "-u", "two@example.org"), _gpg["both.asc"]));
    }

    [Fact]
    public void A_signature_of_a_signing_subkey_is_accepted()
    {
        var fingerprint = _gpg.Generate("one", "rsa2048");
        _gpg.Run("--quick-add-key", fingerprint, "ed25519", "sign");
        VerifyLikeGpgv(true, _gpg.Clearsign(Text), _gpg.Export("one"));
        VerifyLikeGpgv(true, _gpg.Clearsign(Text, "-u", $"{fingerprint}!"), _gpg.Export("one"));
    }

    [Fact]
    public void Signatures_of_unknown_keys_beside_a_known_one_do_no_harm()
    {
        _gpg.Generate("one", "ed25519");
        _gpg.Generate("two", "ed25519");
        var signed = _gpg.Clearsign(Text, "-u", "one@example.org", "-u", "two@example.org");
        VerifyLikeGpgv(true, signed, _gpg.Export("one"));
        VerifyLikeGpgv(true, signed, _gpg.Export("two"));
        VerifyLikeGpgv(true, signed, _gpg.Export("one", "two"));
    }

    [Fact]
    public void A_signature_of_only_an_unknown_key_is_refused_and_the_known_keys_are_named()
    {
        var one = _gpg.Generate("one", "ed25519");
        var two = _gpg.Generate("two", "ed25519");
        var message = VerifyLikeGpgv(false, _gpg.Clearsign(Text, "-u", "two@example.org"), _gpg.Export("one"));
        Assert.Equal("RIMG7018", message!.Code);
        Assert.Contains($"{two[24..]}, which is unknown", message.Message, StringComparison.Ordinal);
        Assert.Contains(one, message.Message, StringComparison.Ordinal);
        Assert.Contains("DebianKeyring", message.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SHA1")]
    [InlineData("RIPEMD160")]
    public void Digests_that_can_be_forged_are_refused(string digest)
    {
        _gpg.Generate("one", "rsa2048");
        var message = VerifyLikeGpgv(false, _gpg.Clearsign(Text, "--digest-algo", digest), _gpg.Export("one"));
        Assert.Contains("a digest that can be forged", message!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expired_key_is_refused()
    {
        _gpg.Generate("one", "ed25519", "20200301T000000", "--faked-system-time", "20200101T000000");
        var message = VerifyLikeGpgv(false, _gpg.Clearsign(Text, "--faked-system-time", "20200201T000000"), _gpg.Export("one"));
        Assert.Contains("which has expired on 2020-03-01", message!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_with_an_extended_expiry_is_accepted()
    {
        var fingerprint = _gpg.Generate("one", "ed25519", "20200301T000000", "--faked-system-time", "20200101T000000");
        var signed = _gpg.Clearsign(Text, "--faked-system-time", "20200201T000000");
        _gpg.Run("--quick-set-expire", fingerprint, "0");
        VerifyLikeGpgv(true, signed, _gpg.Export("one"));
    }

    [Fact]
    public void A_subkey_expires_on_its_own_or_with_its_primary_key()
    {
        string[] then = ["--faked-system-time", "20200101T000000"];
        var fingerprint = _gpg.Generate("one", "ed25519", "never", then);
        _gpg.Run([.. then, "--quick-add-key", fingerprint, "ed25519", "sign", "20200301T000000"]);
        var signed = _gpg.Clearsign(Text, "--faked-system-time", "20200201T000000");
        VerifyLikeGpgv(false, signed, _gpg.Export("one"));
        _gpg.Run("--faked-system-time", "20200202T000000", "--quick-set-expire", fingerprint, "0", "*");
        VerifyLikeGpgv(true, signed, _gpg.Export("one"));
        _gpg.Run("--faked-system-time", "20210101T000000", "--quick-set-expire", fingerprint, "20210301T000000");
        Assert.NotNull(Verdict(signed, _gpg.Export("one"), new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void An_expired_signature_is_refused()
    {
        _gpg.Generate("one", "ed25519", "never", "--faked-system-time", "20200101T000000");
        var message = VerifyLikeGpgv(
            false, _gpg.Clearsign(Text, "--faked-system-time", "20200201T000000", "--default-sig-expire", "2d"), _gpg.Export("one"));
        Assert.Contains("has expired on 2020-02-03", message!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_revoked_key_is_refused()
    {
        var fingerprint = _gpg.Generate("one", "ed25519");
        var signed = _gpg.Clearsign(Text);
        VerifyLikeGpgv(true, signed, _gpg.Export("one"));
        var revocation = File.ReadAllText(_gpg[$"openpgp-revocs.d/{fingerprint}.rev"]);
        File.WriteAllText(_gpg["revocation"], revocation.Replace(":-----BEGIN", "-----BEGIN", StringComparison.Ordinal));
        _gpg.Run("--import", "revocation");
        Assert.Contains("which is revoked", VerifyLikeGpgv(false, signed, _gpg.Export("one"))!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_signature_of_a_known_key_is_refused_even_beside_a_good_one()
    {
        _gpg.Generate("one", "ed25519");
        _gpg.Generate("two", "ed25519");
        var one = ClearsignedText.Split(_gpg.Clearsign(Text, "-u", "one@example.org"), "");
        var other = ClearsignedText.Split(_gpg.Clearsign(Text + "More: x\n", "-u", "two@example.org"), "");
        byte[] both = [.. OpenPgpArmour.Decode(one.Signature, "SIGNATURE"), .. OpenPgpArmour.Decode(other.Signature, "SIGNATURE")];
        var signed = _gpg.Clearsign(Text, "-u", "one@example.org");
        var start = signed.AsSpan().IndexOf("-----BEGIN PGP SIGNATURE"u8);
        byte[] file = [.. signed.AsSpan(0, start), .. System.Text.Encoding.ASCII.GetBytes(Testing.TestSigningKey.Armour(both))];
        Assert.Equal("RIMG7017", VerifyLikeGpgv(false, file, _gpg.Export("one", "two"))!.Code);
        VerifyLikeGpgv(true, file, _gpg.Export("one"));
    }

    private static RustImageException? VerifyLikeGpgv(bool good, byte[] file, string keyring)
    {
        Assert.Equal(good, new Gpgv(keyring).Accepts(file));
        var verdict = Verdict(file, keyring);
        Assert.True(good == (verdict is null), $"gpgv says {good}, but: {verdict?.Message}");
        return verdict;
    }

    private static RustImageException? Verdict(byte[] file, string keyring, DateTimeOffset? now = null)
    {
        try
        {
            var release = InRelease.Verify(file, Keyring.Read(keyring), "trixie InRelease", now ?? DateTimeOffset.UtcNow);
            Assert.Equal(Hash, release.FindIndex("main", "amd64")!.Digest.Hex);
            return null;
        }
        catch (RustImageException e)
        {
            return e;
        }
    }
}
