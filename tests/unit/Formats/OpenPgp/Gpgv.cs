using RustImage.Testing;

namespace RustImage.UnitTests.Formats.OpenPgp;

/// <summary>The verifier of GnuPG as the reference, with the additional rules of apt (methods/gpgv.cc).</summary>
internal sealed class Gpgv(string keyring)
{
    private readonly string _gpgv = Require.Tool("gpgv", "gpgv");

    public bool Accepts(byte[] file)
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllBytes(directory["InRelease"], file);
        var result = ProcessRunner.CaptureAsync(new Command(
            _gpgv,
            ["--status-fd", "1", "--weak-digest", "SHA1", "--weak-digest", "RIPEMD160", "--keyring", Path.GetFullPath(keyring),
            "InRelease"],
            directory.Path)).GetAwaiter().GetResult();
        var status = result.StandardOutput.Split('\n');
        bool Says(string word) => status.Any(l => l.StartsWith($"[GNUPG:] {word} ", StringComparison.Ordinal));
        // Unknown keys do no harm. Expired and revoked ones (EXPKEYSIG, REVKEYSIG, EXPSIG) do not count. One wrong signature refuses the
        // file.
        return Says("GOODSIG") && !Says("BADSIG");
    }
}
