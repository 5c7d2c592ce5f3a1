using System.Security.Cryptography;
using System.Text;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo.Comparison;

/// <summary>Sources of real crates from Debian packages, downloaded once and kept below artifacts/.</summary>
internal static class DebianCrates
{
    private const int AtOnce = 6;

    /// <returns>The path of each crate's Cargo.toml.</returns>
    public static async Task<IReadOnlyList<string>> ManifestsAsync()
    {
        var apt = Require.Tool("apt-get", "apt");
        Require.Tool("dpkg-deb", "dpkg");
        var names = Repository.Read("tests/unit/Cargo/Comparison/debian-crates.txt").Split('\n')
            .Where(l => l.StartsWith("librust-", StringComparison.Ordinal)).ToList();
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names))))[..12];
        var directory = Path.Combine(Repository.Root, "artifacts", "crates", digest);
        if (!Directory.Exists(directory))
            await FetchAsync(apt, names, directory);
        return [.. Directory.EnumerateDirectories(Path.Combine(directory, "usr/share/cargo/registry")).Order(StringComparer.Ordinal)
            .Select(d => Path.Combine(d, "Cargo.toml"))];
    }

    private static async Task FetchAsync(string apt, List<string> names, string directory)
    {
        var temporary = $"{directory}.{Path.GetRandomFileName()}";
        Directory.CreateDirectory(temporary);
        if (!await DownloadAsync(apt, names, temporary))
        {
            // A fresh machine has no package lists, or outdated ones.
            await ProcessRunner.CaptureAsync(new Command(apt, ["update", "-qq"], temporary));
            Require.That(await DownloadAsync(apt, names, temporary),
                "apt-get cannot download packages of bookworm: is this Debian 12, and is its archive in reach?");
        }
        await Parallel.ForEachAsync(Directory.GetFiles(temporary, "*.deb"), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (package, cancellation) =>
        {
            var answer = await ProcessRunner.CaptureAsync(new Command("dpkg-deb", ["-x", package, temporary], temporary), cancellation);
            Assert.True(answer.ExitCode == 0, answer.StandardError);
            File.Delete(package);
        });
        Directory.Move(temporary, directory);
    }

    private static async Task<bool> DownloadAsync(string apt, List<string> names, string directory)
    {
        var sound = true;
        await Parallel.ForEachAsync(names.Chunk(names.Count / AtOnce + 1), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (some, cancellation) =>
        {
            var answer = await ProcessRunner.CaptureAsync(new Command(apt, ["download", "-qq", .. some], directory), cancellation);
            sound &= answer.ExitCode == 0;
        });
        return sound;
    }
}
