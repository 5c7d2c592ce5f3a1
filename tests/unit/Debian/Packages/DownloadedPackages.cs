using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Packages;

/// <summary>Packages of the Debian release that this machine runs, as apt brings them.</summary>
public sealed class DownloadedPackages : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Lazy<IReadOnlyDictionary<string, string>> _files;

    public DownloadedPackages() => _files = new(Download);

    /// <summary>Of both ages of usr-merge, with hard links, with links everywhere, with names beyond ASCII.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["libc6", "base-files", "ca-certificates", "tzdata", "libgcc-s1", "libdb5.3", "perl-base"];

    public string this[string name] => _files.Value[name];

    public void Dispose() => _directory.Dispose();

    private Dictionary<string, string> Download()
    {
        var result = ProcessRunner.CaptureAsync(
            new Command(Require.Tool("apt-get", "apt"), ["download", "-q", "-o", "APT::Sandbox::User=root", .. Names], _directory.Path)).GetAwaiter().GetResult();
        Require.That(result.ExitCode == 0, $"apt-get could not download packages: {result.StandardError.ReplaceLineEndings(" ")}");
        return Directory.GetFiles(_directory.Path, "*.deb").ToDictionary(f => Path.GetFileName(f).Split('_')[0]);
    }
}
