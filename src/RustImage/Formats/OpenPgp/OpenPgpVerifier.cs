using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace RustImage.Formats.OpenPgp;

/// <summary>
/// Tells whether a key made a signature over some bytes. It does not judge whether the key or the signature is to be trusted.
/// </summary>
/// <remarks>
/// .NET does RSA, since BouncyCastle tests the modulus for primality each time that it loads a key, which takes 0.1 s for each signature
/// by one of Debian's keys. BouncyCastle does all other algorithms, above all Ed25519.
/// </remarks>
internal static class OpenPgpVerifier
{
    private static readonly Dictionary<HashAlgorithmTag, HashAlgorithmName> Digests = new()
    {
        [HashAlgorithmTag.Sha1] = HashAlgorithmName.SHA1,
        [HashAlgorithmTag.Sha256] = HashAlgorithmName.SHA256,
        [HashAlgorithmTag.Sha384] = HashAlgorithmName.SHA384,
        [HashAlgorithmTag.Sha512] = HashAlgorithmName.SHA512,
    };

    /// <returns>False also where the signature or the key is damaged.</returns>
    public static bool Holds(PgpSignature signature, PgpPublicKey signer, byte[] signed) => BouncyCastle.Try(() =>
        signer.PublicKeyPacket.Key is RsaPublicBcpgKey key && Digests.TryGetValue(signature.HashAlgorithm, out var digest)
            ? signature.KeyAlgorithm is PublicKeyAlgorithmTag.RsaGeneral or PublicKeyAlgorithmTag.RsaSign
                && HoldsRsa(signature, key, digest, signed)
            : HoldsOther(signature, signer, signed));

    /// <returns>The bytes that a signature over keys is made for (RFC 9580, section 5.2.4).</returns>
    /// <param name="other">A subkey, where the signature is over both; else null.</param>
    public static byte[] Signed(PgpPublicKey primary, PgpPublicKey? other = null) =>
        [.. KeyBytes(primary), .. other is null ? [] : KeyBytes(other)];

    /// <returns>The bytes that a signature over a key and a user ID is made for (RFC 9580, section 5.2.4).</returns>
    public static byte[] Signed(PgpPublicKey primary, string userId)
    {
        var id = Encoding.UTF8.GetBytes(userId);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, id.Length);
        return [.. KeyBytes(primary), 0xb4, .. length, .. id];
    }

    private static byte[] KeyBytes(PgpPublicKey key)
    {
        var body = key.PublicKeyPacket.GetEncodedContents();
        return [0x99, (byte)(body.Length >> 8), (byte)body.Length, .. body];
    }

    private static bool HoldsRsa(PgpSignature signature, RsaPublicBcpgKey key, HashAlgorithmName digest, byte[] signed)
    {
        using var hash = IncrementalHash.CreateHash(digest);
        hash.AppendData(signed);
        hash.AppendData(signature.GetSignatureTrailer());
        var modulus = key.Modulus.ToByteArrayUnsigned();
        using var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = key.PublicExponent.ToByteArrayUnsigned() });
        // The packet has the number without its leading zeros, and .NET wants them.
        var number = signature.GetSignature();
        if (number.Length > modulus.Length)
            return false;
        var padded = new byte[modulus.Length];
        number.CopyTo(padded, padded.Length - number.Length);
        return rsa.VerifyHash(hash.GetHashAndReset(), padded, digest, RSASignaturePadding.Pkcs1);
    }

    private static bool HoldsOther(PgpSignature signature, PgpPublicKey signer, byte[] signed)
    {
        signature.InitVerify(signer);
        signature.Update(signed);
        return signature.Verify();
    }
}
