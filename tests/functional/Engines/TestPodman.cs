using RustImage.FunctionalTests.Engines;

[assembly: AssemblyFixture(typeof(TestPodman))]

namespace RustImage.FunctionalTests.Engines;

/// <summary>Podman with its own storage.</summary>
public sealed class TestPodman : ITestEngine, IDisposable
{
    /// <summary>Podman's default limits are higher than an unprivileged or confined root may set.</summary>
    internal static readonly string[] Limits = ["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"];

    private readonly TemporaryDirectory _directory = new();
    private readonly Lazy<string> _programs;

    public TestPodman() => _programs = new Lazy<string>(WriteProgram);

    /// <summary>A directory with a command <c>podman</c> that uses this storage.</summary>
    internal string Programs => _programs.Value;

    public IReadOnlyList<string> Load(string archive)
    {
        var result = Call("load", "--input", archive);
        Assert.True(result.ExitCode == 0, $"podman load ended with {result.ExitCode}:\n{result.StandardError}");
        return Tool.LoadedImages(result.StandardOutput);
    }

    void ITestEngine.Pull(string image)
    {
        var result = Call("pull", "--quiet", "--tls-verify=false", image);
        Assert.True(result.ExitCode == 0, $"podman pull ended with {result.ExitCode}:\n{result.StandardError}");
    }

    CommandResult ITestEngine.Run(string image, IReadOnlyList<string> arguments, string network) =>
        Call(["run", "--rm", "--pull=never", "--network", network, .. Limits, image, .. arguments]);

    public void Dispose()
    {
        // Layers may belong to other users, so podman must delete its storage itself.
        if (Directory.Exists(_directory["root"]))
            Call("system", "reset", "--force");
        _directory.Dispose();
    }

    internal CommandResult Call(params IReadOnlyList<string> arguments)
    {
        Require.That(Environment.IsPrivilegedProcess, "podman's separate storage needs root: run the tests as root");
        return Tool.Run(Require.Tool("podman", "podman"), [.. Options, .. arguments]);
    }

    private IEnumerable<string> Options =>
    [
        "--root", _directory["root"], "--runroot", _directory["run"], "--tmpdir", _directory["tmp"], "--storage-driver", "vfs",
        "--cgroup-manager", "cgroupfs", "--events-backend", "none",
        // crun, Debian's other runtime, refuses machines with both versions of cgroups.
        "--runtime", Require.Tool("runc", "runc"),
    ];

    private string WriteProgram()
    {
        Require.That(Environment.IsPrivilegedProcess, "podman's separate storage needs root: run the tests as root");
        return Path.GetDirectoryName(
            Script.Write(_directory["programs/podman"], $"exec {Require.Tool("podman", "podman")} {string.Join(' ', Options)} \"$@\""))!;
    }
}
