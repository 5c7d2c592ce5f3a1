using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using RustImage.Closure;
using RustImage.Closure.Certificates;
using RustImage.Closure.Resolvers;
using RustImage.Closure.Sources;
using RustImage.Debian;
using RustImage.Debian.Packages;
using RustImage.Formats.Xz;

namespace RustImage.Benchmarks;

/// <summary>Unpacks a package, compared with dpkg-deb and xz. Needs dpkg-deb, xz, and apt to download the package.</summary>
[SimpleJob(warmupCount: 1, iterationCount: 5)]
public class UnpackBenchmarks
{
    private readonly string _directory = Directory.CreateTempSubdirectory("rustimage-bench-").FullName;
    private string _deb = "";
    private string _data = "";
    private Digest _digest;
    private int _run;

    [GlobalSetup]
    public void Setup()
    {
        ExternalProgram.Run(_directory, "apt-get", "download", "libc6");
        _deb = Directory.GetFiles(_directory, "*.deb").Single();
        _digest = Digest.OfFile(_deb);
        ExternalProgram.Run(_directory, "ar", "x", _deb, "data.tar.xz");
        _data = Path.Combine(_directory, "data.tar.xz");
    }

    [Benchmark(Baseline = true)]
    public void XzTest() => ExternalProgram.Run(_directory, "xz", "-t", _data);

    [Benchmark]
    public void Decode()
    {
        using var text = new XzStream(File.OpenRead(_data));
        text.CopyTo(Stream.Null);
    }

    [Benchmark]
    public void DpkgDeb() => ExternalProgram.Run(_directory, "dpkg-deb", "-x", _deb, Path.Combine(_directory, $"x{_run++}"));

    [Benchmark]
    public Task Unpack() => new PackageStore(Path.Combine(_directory, $"s{_run++}")).OpenAsync(_deb, _digest);

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_directory, recursive: true);
}

/// <summary>Resolves a closure from locked, cached packages, compared with the root of this machine.</summary>
[SimpleJob(warmupCount: 2, iterationCount: 8)]
public class LockedClosureBenchmarks
{
    private const string Program = "/usr/bin/git";

    private readonly string _directory = Directory.CreateTempSubdirectory("rustimage-bench-").FullName;

    [GlobalSetup]
    public Task Setup() => ResolveAsync(locked: false);

    [Benchmark(Baseline = true)]
    public object Host() => DirectoryResolver.Resolve(Request, new DirectorySource("/"));

    [Benchmark]
    public Task Locked() => ResolveAsync(locked: true);

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_directory, recursive: true);

    private ClosureRequest Request => new(
        [new StartFile("/app/program", Program)], Platform.FromRuntimeIdentifier("linux-x64")!, new Dictionary<string, string>(), [],
        new CertificateChoice(null, [], [], Path.Combine(_directory, "ca.crt")));

    private async Task<LockedResolution> ResolveAsync(bool locked)
    {
        var keyring = Path.Combine(ExternalProgram.RepositoryRoot, "build", "keys", "debian-archive-keyring.gpg");
        using var archives =
            new DebianArchives(new DebianSettings(null, null, ["main"], keyring, null, Path.Combine(_directory, "cache"), _directory));
        var settings = new LockSettings(Path.Combine(_directory, "rustimage.lock.json"), "git.proj", null, locked);
        return await new LockedResolver(archives, settings).ResolveAsync(Request);
    }
}

internal static class ExternalProgram
{
    /// <summary>BenchmarkDotNet builds and runs in a directory below that of the project.</summary>
    public static string RepositoryRoot { get; } = FindRoot(AppContext.BaseDirectory);

    public static void Run(string directory, string program, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "RustImage.Sdk.sln")) ? directory : FindRoot(Path.GetDirectoryName(directory.TrimEnd('/'))!);
}
