using RustImage.Testing;

namespace RustImage.UnitTests.Formats.OpenPgp;

/// <summary>GnuPG with its own home directory, to make keys and signatures that our test code cannot make.</summary>
internal sealed class Gpg : IDisposable
{
    private readonly TemporaryDirectory _home = new();
    private readonly string _gpg = Require.Tool("gpg", "gnupg");

    public Gpg()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_home.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string this[string name] => _home[name];

    /// <returns>The fingerprint.</returns>
    public string Generate(string name, string algorithm, string expire = "never", params string[] options)
    {
        Run([.. options, "--quick-gen-key", $"{name} <{name}@example.org>", algorithm, "sign", expire]);
        return Run("--with-colons", "--list-keys", $"{name}@example.org").Split('\n')
            .First(l => l.StartsWith("fpr:", StringComparison.Ordinal)).Split(':')[9];
    }

    public byte[] Clearsign(string text, params string[] options)
    {
        File.WriteAllText(_home["text"], text);
        Run([.. options, "--output", "signed", "--clearsign", "text"]);
        return File.ReadAllBytes(_home["signed"]);
    }

    /// <returns>The path of a keyring with these keys.</returns>
    public string Export(params string[] keys)
    {
        var path = _home[$"{string.Join('-', keys)}.gpg"];
        Run(["--output", path, "--export", .. keys.Select(k => $"{k}@example.org")]);
        return path;
    }

    public string Run(params string[] arguments)
    {
        var result = ProcessRunner.CaptureAsync(new Command(
            _gpg, ["--batch", "--yes", "--quiet", "--pinentry-mode", "loopback", "--passphrase", "", .. arguments], _home.Path,
            new Dictionary<string, string?> { ["GNUPGHOME"] = _home.Path })).GetAwaiter().GetResult();
        Assert.True(result.ExitCode == 0, result.StandardError);
        return result.StandardOutput;
    }

    public void Dispose()
    {
        ProcessRunner.CaptureAsync(new Command(
            Require.Tool("gpgconf", "gpgconf"), ["--kill", "all"], _home.Path,
            new Dictionary<string, string?> { ["GNUPGHOME"] = _home.Path })).GetAwaiter().GetResult();
        _home.Dispose();
    }
}
