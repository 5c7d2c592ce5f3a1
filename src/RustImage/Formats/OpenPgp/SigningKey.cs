using Org.BouncyCastle.Bcpg.OpenPgp;

namespace RustImage.Formats.OpenPgp;

/// <summary>A primary key or a subkey of a keyring.</summary>
/// <param name="Fingerprint">The fingerprint in upper-case hexadecimal digits.</param>
/// <param name="Expires">Null for a key that never expires.</param>
/// <param name="Unfit">Why its signatures do not count, such as "is revoked"; null where it may sign.</param>
internal sealed record SigningKey(PgpPublicKey Key, string Fingerprint, DateTimeOffset Created, DateTimeOffset? Expires, string? Unfit);

/// <summary>
/// Judges the keys of a certificate by the signatures in it (RFC 9580, sections 5.2.1 and 10.1). BouncyCastle reads these signatures, but
/// does not verify them.
/// </summary>
internal static class KeyBindings
{
    private const int SignFlag = 0x02;

    /// <summary>The one reason against a primary key that does not count against its subkeys.</summary>
    private const string NotForSigning = "is not for signing";

    public static IEnumerable<SigningKey> Read(PgpPublicKeyRing ring)
    {
        var primary = ring.GetPublicKey();
        var alone = OpenPgpVerifier.Signed(primary);
        var direct = Latest(Signatures(primary, PgpSignature.DirectKey).Where(s => OpenPgpVerifier.Holds(s, primary, alone)));
        var revoked = Signatures(primary, PgpSignature.KeyRevocation).Any(s => OpenPgpVerifier.Holds(s, primary, alone));
        // A signature over the key alone takes precedence over those over a user ID.
        var main = Judge(primary, [direct, Latest(UserIdSignatures(primary))], revoked, "has no valid self-signature");
        yield return main;
        foreach (var subkey in ring.GetPublicKeys().Where(k => !k.IsMasterKey))
            yield return Subkey(main, subkey);
    }

    private static SigningKey Subkey(SigningKey main, PgpPublicKey subkey)
    {
        var primary = main.Key;
        var both = OpenPgpVerifier.Signed(primary, subkey);
        var binding = Latest(Signatures(subkey, PgpSignature.SubkeyBinding).Where(s => OpenPgpVerifier.Holds(s, primary, both)));
        var revoked = Signatures(subkey, PgpSignature.SubkeyRevocation).Any(s => OpenPgpVerifier.Holds(s, primary, both));
        var key = Judge(subkey, [binding], revoked, "is not bound to its primary key");
        var expires = main.Expires < (key.Expires ?? DateTimeOffset.MaxValue) ? main.Expires : key.Expires;
        // The subkey must have signed the primary key, or anyone could claim the signatures of another's key (section 5.2.1.9).
        var unfit = main.Unfit is { } reason && reason != NotForSigning ? $"belongs to a key that {reason}"
            : key.Unfit ?? (IsAcknowledged(binding!, primary, subkey) ? null : "has not acknowledged its primary key");
        return key with { Expires = expires, Unfit = unfit };
    }

    private static SigningKey Judge(PgpPublicKey key, IEnumerable<PgpSignature?> signatures, bool revoked, string unsigned)
    {
        var created = new DateTimeOffset(key.CreationTime, TimeSpan.Zero);
        var properties = signatures.OfType<PgpSignature>().Select(s => s.GetHashedSubPackets()).ToList();
        var seconds = properties.Select(p => p.GetKeyExpirationTime()).FirstOrDefault(s => s != 0);
        var flags = properties.Select(p => p.GetKeyFlags()).FirstOrDefault(f => f != 0);
        return new SigningKey(
            key, Convert.ToHexString(key.GetFingerprint()), created, seconds > 0 ? created.AddSeconds(seconds) : null,
            properties.Count == 0 ? unsigned : revoked ? "is revoked" : flags != 0 && (flags & SignFlag) == 0 ? NotForSigning : null);
    }

    private static IEnumerable<PgpSignature> UserIdSignatures(PgpPublicKey primary)
    {
        foreach (var id in primary.GetUserIds() ?? [])
        {
            var signed = OpenPgpVerifier.Signed(primary, id);
            var signatures = primary.GetSignaturesForId(id) ?? [];
            var valid = signatures.Where(s => s.KeyId == primary.KeyId && OpenPgpVerifier.Holds(s, primary, signed));
            var newest = Latest(valid);
            if (newest is not null && newest.SignatureType != PgpSignature.CertificationRevocation)
                yield return newest;
        }
    }

    private static bool IsAcknowledged(PgpSignature binding, PgpPublicKey primary, PgpPublicKey subkey) =>
        new[] { binding.GetHashedSubPackets(), binding.GetUnhashedSubPackets() }.Select(p => p.GetEmbeddedSignatures())
            .SelectMany(l => Enumerable.Range(0, l.Count).Select(i => l[i]))
            .Where(s => s.SignatureType == PgpSignature.PrimaryKeyBinding)
            .Any(s => OpenPgpVerifier.Holds(s, subkey, OpenPgpVerifier.Signed(primary, subkey)));

    private static PgpSignature? Latest(IEnumerable<PgpSignature> signatures) => signatures.MaxBy(s => s.CreationTime);

    private static IEnumerable<PgpSignature> Signatures(PgpPublicKey key, int type) => key.GetSignaturesOfType(type);
}
