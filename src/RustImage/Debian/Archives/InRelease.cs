using RustImage.Formats.OpenPgp;

namespace RustImage.Debian.Archives;

/// <summary>A suite's Release file with its signatures in the same file.</summary>
internal static class InRelease
{
    /// <summary>Verifies the signatures, and reads the signed part of the file alone.</summary>
    /// <param name="origin">Where the file comes from, for messages: "trixie-security InRelease".</param>
    /// <param name="now">The time that expiry is judged by.</param>
    /// <exception cref="RustImageException">
    /// RIMG7016: the file is not one signed text. RIMG7017: a signature is wrong. RIMG7018: no signature is good. RIMG7019: the signed
    /// text is not a Release file.
    /// </exception>
    public static Release Verify(ReadOnlySpan<byte> file, Keyring keyring, string origin, DateTimeOffset now) =>
        ReleaseReader.Read(ClearsignedVerifier.Verify(file, keyring, origin, now), origin);
}
