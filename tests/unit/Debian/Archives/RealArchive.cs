using System.Runtime.InteropServices;
using System.Text;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Archives;

/// <summary>Files of a real archive that apt has downloaded to this machine.</summary>
internal static class RealArchive
{
    private const string Lists = "/var/lib/apt/lists";

    private static readonly Lazy<IReadOnlyList<RealPackages>> AllPackages = new(
        () => [.. Files($"*binary-{Architecture}_Packages*").Select(f => new RealPackages(f))]);

    /// <summary>The keyring in this repository.</summary>
    public static string Keyring => Path.Combine(Repository.Root, "build", "keys", "debian-archive-keyring.gpg");

    public static IReadOnlyList<string> InReleases() => Needed(Files("*_InRelease"));

    public static IReadOnlyList<RealPackages> Packages() => Needed(AllPackages.Value);

    /// <summary>Architecture of this machine. apt may have lists of others, too.</summary>
    private static string Architecture =>
        RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    private static string[] Files(string pattern) =>
        Directory.Exists(Lists) ? [.. Directory.EnumerateFiles(Lists, pattern).Order(StringComparer.Ordinal)] : [];

    private static IReadOnlyList<T> Needed<T>(IReadOnlyList<T> found)
    {
        Require.That(found.Count > 0, $"'{Lists}' has no file of a Debian archive: apt-get update");
        return found;
    }
}

/// <summary>A Packages file that apt downloaded, decompressed by apt.</summary>
internal sealed class RealPackages(string path)
{
    private readonly Lazy<byte[]> _text = new(() => Decompress(path));

    public byte[] Text => _text.Value;

    public IEnumerable<string> Versions() => Encoding.UTF8.GetString(Text).Split('\n')
        .Where(l => l.StartsWith("Version: ", StringComparison.Ordinal)).Select(l => l["Version: ".Length..]);

    private static byte[] Decompress(string path)
    {
        var helper = Require.File("/usr/lib/apt/apt-helper", "apt");
        var command = new Command(helper, ["cat-file", path], Path.GetTempPath()) { MostBytes = 1 << 29 };
        var result = ProcessRunner.CaptureAsync(command).GetAwaiter().GetResult();
        Assert.True(result.ExitCode == 0, result.StandardError);
        return Encoding.UTF8.GetBytes(result.StandardOutput);
    }
}
