using System.Text;
using RustImage.Debian.Archives;
using RustImage.Formats.OpenPgp;
using RustImage.Testing;

namespace RustImage.UnitTests.Formats.OpenPgp;

/// <summary>Text before, between, after and instead of the signed text.</summary>
public sealed class ClearsignedTextTests : IDisposable
{
    private const string Text = "Codename: trixie\nDate: Sat, 11 Jul 2026 10:16:37 UTC\nSHA256:\n" +
        " 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef 1 main/x\n";
    private const string Signature = "-----BEGIN PGP SIGNATURE-----";

    private readonly TemporaryDirectory _directory = new();
    private readonly TestSigningKey _key = new();
    private readonly Keyring _keyring;
    private readonly string _signed;

    public ClearsignedTextTests()
    {
        File.WriteAllBytes(_directory["keyring.gpg"], _key.Export());
        _keyring = Keyring.Read(_directory["keyring.gpg"]);
        _signed = _key.Clearsign(Text);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Only_the_signed_text_is_read()
    {
        Assert.Equal("trixie", Verify(_signed).Codename);
        Assert.Equal("trixie", Verify($"\n \n{_signed}\n\t\n").Codename);
        Assert.True(new Gpgv(_directory["keyring.gpg"]).Accepts(Encoding.UTF8.GetBytes(_signed)));
    }

    [Fact]
    public void Trailing_spaces_are_not_signed_and_not_read()
    {
        var spaced = _signed.Replace("trixie\n", "trixie \t \n", StringComparison.Ordinal);
        Assert.Equal("trixie", Verify(spaced).Codename);
        Assert.Equal(ClearsignedText.Split(Encoding.UTF8.GetBytes(_signed), "").Lines,
            ClearsignedText.Split(Encoding.UTF8.GetBytes(spaced), "").Lines);
    }

    [Fact]
    public void Escaped_lines_with_a_dash_are_restored()
    {
        var signed = _key.Clearsign("-----BEGIN PGP SIGNATURE-----\n- x\n" + Text);
        Assert.Contains("\n- -----BEGIN PGP SIGNATURE-----\n- - x\n", signed, StringComparison.Ordinal);
        Assert.Equal("trixie", Verify(signed).Codename);
        Assert.StartsWith("-----BEGIN PGP SIGNATURE-----\n- x\n",
            Encoding.UTF8.GetString(ClearsignedText.Split(Encoding.UTF8.GetBytes(signed), "").Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_before_or_after_is_refused()
    {
        Refused("RIMG7016", "does not start with", "Codename: evil\n\n" + _signed);
        Refused("RIMG7016", "goes on after", _signed + "Codename: evil\n");
        Refused("RIMG7016", "goes on after", _signed + _signed);
        Refused("RIMG7016", "goes on after", _signed + "-----BEGIN PGP SIGNED MESSAGE-----\n");
        Refused("RIMG7016", "does not start with", "\ufeff" + _signed);
    }

    [Fact]
    public void Text_between_the_parts_is_refused()
    {
        Refused("RIMG7017", _key.Fingerprint[24..], _signed.Replace(Signature, "Codename: evil\n" + Signature, StringComparison.Ordinal));
        Refused("RIMG7017", _key.Fingerprint[24..], _signed.Replace(Signature, "\n" + Signature, StringComparison.Ordinal));
        Refused("RIMG7016", "a header other than Hash",
            _signed.Replace("Hash: SHA256\n", "Hash: SHA256\nCodename: evil\n", StringComparison.Ordinal));
        Refused("RIMG7016", "armour is damaged", _signed.Replace(Signature, Signature + "\nevil", StringComparison.Ordinal));
        Refused("RIMG7016", "bare '-'", _signed.Replace("Date", "-evil\nDate", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_message_inside_is_refused()
    {
        Refused("RIMG7016", "bare '-'", _signed.Replace(Signature, _signed + Signature, StringComparison.Ordinal));
        Refused("RIMG7016", "bare '-'", "-----BEGIN PGP SIGNED MESSAGE-----\n\n" + _signed);
    }

    [Fact]
    public void A_text_without_its_signature_is_refused()
    {
        Refused("RIMG7016", "signature is missing", _signed[.._signed.IndexOf(Signature, StringComparison.Ordinal)]);
        Refused("RIMG7016", "does not start with", Text);
        Refused("RIMG7016", "does not start with", "");
        Refused("RIMG7016", "does not start with", "<html>Please log in</html>");
        var body = _signed[..(_signed.IndexOf(Signature, StringComparison.Ordinal) + Signature.Length)];
        Refused("RIMG7018", "signed by nobody", body + "\n\n-----END PGP SIGNATURE-----\n");
        // A literal data packet instead of a signature.
        Refused("RIMG7016", "something else", body + "\n\nywF0\n-----END PGP SIGNATURE-----\n");
    }

    [Fact]
    public void A_file_truncated_anywhere_is_refused()
    {
        for (var length = 0; length < _signed.Length - 1; length += 3)
            Assert.Throws<RustImageException>(() => Verify(_signed[..length]));
    }

    [Fact]
    public void A_digest_algorithm_missing_from_the_header_is_refused()
    {
        Refused("RIMG7018", "does not announce", _signed.Replace("Hash: SHA256", "Hash: SHA512", StringComparison.Ordinal));
        Refused("RIMG7018", "does not announce", _signed.Replace("Hash: SHA256\n", "", StringComparison.Ordinal));
        Assert.Equal("trixie", Verify(_signed.Replace("Hash: SHA256", "Hash: SHA512, SHA256", StringComparison.Ordinal)).Codename);
    }

    [Fact]
    public void A_signature_from_the_future_is_refused_unless_within_the_clock_tolerance()
    {
        Assert.Equal("trixie", Verify(_key.Clearsign(Text, DateTimeOffset.UtcNow.AddHours(23))).Codename);
        Refused("RIMG7018", "in the future", _key.Clearsign(Text, DateTimeOffset.UtcNow.AddHours(25)));
    }

    [Fact]
    public void A_signature_older_than_its_key_is_refused() =>
        Refused("RIMG7018", "younger than its signature", _key.Clearsign(Text, DateTimeOffset.UtcNow.AddDays(-2)));

    [Fact]
    public void Signatures_of_unknown_versions_are_skipped()
    {
        byte[] future = [0xc2, 5, 7, 1, 2, 3, 4];
        var known = _key.Sign(Text);
        var body = _signed[.._signed.IndexOf(Signature, StringComparison.Ordinal)];
        Assert.Equal("trixie", Verify(body + TestSigningKey.Armour([.. future, .. known])).Codename);
        Refused("RIMG7018", "signed by nobody", body + TestSigningKey.Armour(future));
    }

    private Release Verify(string file) =>
        InRelease.Verify(Encoding.UTF8.GetBytes(file), _keyring, "trixie InRelease", DateTimeOffset.UtcNow);

    private void Refused(string code, string reason, string file)
    {
        var e = Assert.Throws<RustImageException>(() => Verify(file));
        Assert.Equal(code, e.Code);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("trixie InRelease ", e.Message, StringComparison.Ordinal);
    }
}
