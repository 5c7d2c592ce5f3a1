using RustImage.Testing;

namespace RustImage.UnitTests.Formats.OpenPgp;

/// <summary>GnuPG's own verifier as the judge, with the rules that apt has on top of it (apt's methods/gpgv.cc).</summary>
internal sealed class Gpgv(string keyring)
{
    private readonly string _gpgv = Require.Tool("gpgv", "gpgv");

    public bool Accepts(byte[] file)
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllBytes(directory["InRelease"], file);
        var result = ProcessRunner.CaptureAsync(new Command(
            _gpgv, ["--status-fd", "1", "--weak-digest", "SHA1", "--weak-digest", "RIPEMD160", "--keyring", Path.GetFullPath(keyring), "InRelease"],
            directory.Path)).GetAwaiter().GetResult();
        var status = result.StandardOutput.Split('\n');
        bool Says(string word) => status.Any(l => l.StartsWith($"[GNUPG:] {word} ", StringComparison.Ordinal));
        // Unknown keys do no harm; expired and revoked ones (EXPKEYSIG, REVKEYSIG, EXPSIG) do not count; a wrong signature ends it.
        return Says("GOODSIG") && !Says("BADSIG");
    }
}
