using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Packages;

/// <summary>Packages of this machine's Debian release, downloaded by apt.</summary>
public sealed class DownloadedPackages : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Lazy<IReadOnlyDictionary<string, string>> _files;

    public DownloadedPackages() => _files = new(Download);

    /// <summary>From before and after usr-merge, with hard links, many links, and non-ASCII names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["libc6", "base-files", "ca-certificates", "tzdata", "libgcc-s1", "libdb5.3", "perl-base"];

    public string this[string name] => _files.Value[name];

    public void Dispose() => _directory.Dispose();

    private Dictionary<string, string> Download()
    {
        var result = ProcessRunner.CaptureAsync(
            new Command(
                Require.Tool("apt-get", "apt"), ["download", "-q", "-o", "APT::Sandbox::User=root", .. Names],
                _directory.Path)).GetAwaiter().GetResult();
        Require.That(result.ExitCode == 0, $"apt-get could not download packages: {result.StandardError.ReplaceLineEndings(" ")}");
        return Directory.GetFiles(_directory.Path, "*.deb").ToDictionary(f => Path.GetFileName(f).Split('_')[0]);
    }
}
