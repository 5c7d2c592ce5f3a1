using Org.BouncyCastle.Bcpg.OpenPgp;

namespace RustImage.Formats.OpenPgp;

/// <summary>The OpenPGP keys whose signatures are trusted.</summary>
internal sealed class Keyring
{
    private const string ArmourKind = "PUBLIC KEY BLOCK";

    private readonly ILookup<long, SigningKey> _keys;

    private Keyring(string path, List<SigningKey> keys)
    {
        Path = path;
        _keys = keys.ToLookup(k => k.Key.KeyId);
        Fingerprints = [.. keys.Where(k => k.Key.IsMasterKey).Select(k => k.Fingerprint)];
    }

    /// <summary>The fingerprints of the primary keys: 40 upper-case hexadecimal digits each, in the file's order.</summary>
    public IReadOnlyList<string> Fingerprints { get; }

    internal string Path { get; }

    /// <param name="path">
    /// A file of public keys, binary or armoured, as <c>gpg --export</c> writes it and as they are in /usr/share/keyrings.
    /// </param>
    /// <exception cref="RustImageException">RIMG7015: the file can't be read, is damaged, or has no key.</exception>
    public static Keyring Read(string path)
    {
        try
        {
            var keys = Certificates(File.ReadAllBytes(path)).SelectMany(Judged).ToList();
            return keys.Count > 0 ? new Keyring(path, keys) : throw new FormatException("it has no public key");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw Messages.UnusableKeyring(path, e.Message).ToException(e);
        }
    }

    /// <returns>
    /// The keys of that ID. There may be several, as an ID is only the half of a fingerprint, and others can make a key of the same ID.
    /// </returns>
    internal IEnumerable<SigningKey> Find(long keyId) => _keys[keyId];

    private static List<SigningKey> Judged(PgpPublicKeyRing ring) =>
        BouncyCastle.Read(() => KeyBindings.Read(ring).ToList()) ?? throw new FormatException("it has a damaged key");

    private static IEnumerable<PgpPublicKeyRing> Certificates(byte[] file)
    {
        ReadOnlyMemory<byte> data = OpenPgpArmour.IsArmoured(file) ? OpenPgpArmour.Decode(file, ArmourKind) : file;
        var packets = OpenPgpPackets.Split(data);
        for (var at = 0; at < packets.Count;)
        {
            var next = packets.FindIndex(at + 1, p => p.Tag == OpenPgpPackets.PublicKey);
            var certificate = packets[at..(next < 0 ? packets.Count : next)];
            at += certificate.Count;
            // Keyrings may come to hold keys of newer versions beside the old ones, for programs that know them.
            if (certificate[0] is { Tag: OpenPgpPackets.PublicKey, Version: > 4 })
                continue;
            var bytes = certificate.SelectMany(p => p.Whole.ToArray()).ToArray();
            yield return BouncyCastle.Read(() => new PgpPublicKeyRing(bytes))
                ?? throw new FormatException("it has something that is not a public key");
        }
    }
}
