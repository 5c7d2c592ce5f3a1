using Org.BouncyCastle.Bcpg.OpenPgp;

namespace RustImage.Formats.OpenPgp;

/// <summary>Verifies a clearsigned text against a keyring.</summary>
internal static class ClearsignedVerifier
{
    /// <summary>
    /// One good signature by a known key is enough. Signatures that prove nothing are ignored, but a wrong signature of a known key
    /// makes the text invalid, as in gpgv and apt.
    /// </summary>
    /// <param name="origin">Where the text comes from, for messages: "trixie-security InRelease".</param>
    /// <param name="now">The time that expiry is judged by.</param>
    /// <returns>What is signed, and nothing else of the file; each line ends with <c>\n</c>.</returns>
    /// <exception cref="RustImageException">
    /// RIMG7016: the file is not one signed text. RIMG7017: a signature is wrong. RIMG7018: no signature is good.
    /// </exception>
    public static byte[] Verify(ReadOnlySpan<byte> file, Keyring keyring, string origin, DateTimeOffset now)
    {
        var text = ClearsignedText.Split(file, origin);
        var hashed = text.Hashed();
        var results = Signatures(text, origin).Select(s => SignatureCheck.Check(s, text, hashed, keyring, now)).ToList();
        if (results.Find(r => r.Verdict == Verdict.Bad) is { } bad)
            throw Messages.WrongSignature(origin, bad.Signer).ToException();
        if (!results.Exists(r => r.Verdict == Verdict.Good))
            throw Messages.NoGoodSignature(origin, results.Select(r => r.Signer), keyring.Path, keyring.Fingerprints).ToException();
        return text.Lines;
    }

    private static List<PgpSignature> Signatures(ClearsignedText text, string origin)
    {
        try
        {
            var packets = OpenPgpPackets.Split(OpenPgpArmour.Decode(text.Signature, "SIGNATURE"));
            if (packets.Exists(p => p.Tag is not (OpenPgpPackets.Signature or OpenPgpPackets.Marker or OpenPgpPackets.Padding)))
                throw new FormatException("its signature holds something else");
            // A signature of a kind that is not known yet may stand beside one that is. It is left out.
            return
            [
                .. packets.Where(p => p.Tag == OpenPgpPackets.Signature).Select(p => BouncyCastle.Read(() => Read(p.Whole)))
                    .OfType<PgpSignature>(),
            ];
        }
        catch (FormatException e)
        {
            throw Messages.NotClearsigned(origin, e.Message).ToException(e);
        }
    }

    private static PgpSignature Read(ReadOnlyMemory<byte> packet) =>
        ((PgpSignatureList)new PgpObjectFactory(packet.ToArray()).NextPgpObject())[0];
}
