using Org.BouncyCastle.Bcpg.OpenPgp;
using RustImage.Formats.OpenPgp;

namespace RustImage.Debian.Archives;

/// <summary>A suite's Release with its signatures in one file.</summary>
public static class InRelease
{
    /// <summary>
    /// Reads what is signed, and nothing else. One good signature of a known key is enough; others that prove nothing do no harm, but
    /// a wrong one of a known key is refused, as gpgv and apt do.
    /// </summary>
    /// <param name="origin">What messages quote, such as "trixie-security InRelease".</param>
    /// <param name="now">What expiry is judged by.</param>
    /// <exception cref="RustImageException">
    /// RIMG7016: it is not one signed text. RIMG7017: a signature is wrong. RIMG7018: none is good. RIMG7019: what is signed is no Release.
    /// </exception>
    public static Release Verify(ReadOnlySpan<byte> file, Keyring keyring, string origin, DateTimeOffset now)
    {
        var text = ClearsignedText.Split(file, origin);
        var hashed = text.Hashed();
        var results = Signatures(text, origin).Select(s => SignatureCheck.Check(s, text, hashed, keyring, now)).ToList();
        if (results.Find(r => r.Verdict == Verdict.Bad) is { } bad)
            throw Messages.WrongSignature(origin, bad.Signer).ToException();
        if (!results.Exists(r => r.Verdict == Verdict.Good))
            throw Messages.NoGoodSignature(origin, results.Select(r => r.Signer), keyring.Path, keyring.Fingerprints).ToException();
        return ReleaseReader.Read(text.Lines, origin);
    }

    private static List<PgpSignature> Signatures(ClearsignedText text, string origin)
    {
        try
        {
            var packets = OpenPgpPackets.Split(OpenPgpArmour.Decode(text.Signature, "SIGNATURE"));
            if (packets.Exists(p => p.Tag is not (OpenPgpPackets.Signature or OpenPgpPackets.Marker or OpenPgpPackets.Padding)))
                throw new FormatException("its signature holds something else");
            // Kinds of signatures that are not known yet may stand beside those that are.
            return [.. packets.Where(p => p.Tag == OpenPgpPackets.Signature).Select(p => BouncyCastle.Read(() => Read(p.Whole))).OfType<PgpSignature>()];
        }
        catch (FormatException e)
        {
            throw Messages.NotClearsigned(origin, e.Message).ToException(e);
        }
    }

    private static PgpSignature Read(ReadOnlyMemory<byte> packet) => ((PgpSignatureList)new PgpObjectFactory(packet.ToArray()).NextPgpObject())[0];
}
