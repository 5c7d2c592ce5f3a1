using RustImage.FunctionalTests.Engines;

[assembly: AssemblyFixture(typeof(Podman))]

namespace RustImage.FunctionalTests.Engines;

/// <summary>Podman with storage of its own.</summary>
public sealed class Podman : IContainerEngine, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public IReadOnlyList<string> Load(string archive)
    {
        var result = Call("load", "--input", archive);
        Assert.True(result.ExitCode == 0, $"podman load ended with {result.ExitCode}:\n{result.StandardError}");
        return Tool.LoadedImages(result.StandardOutput);
    }

    void IContainerEngine.Pull(string image)
    {
        var result = Call("pull", "--quiet", "--tls-verify=false", image);
        Assert.True(result.ExitCode == 0, $"podman pull ended with {result.ExitCode}:\n{result.StandardError}");
    }

    CommandResult IContainerEngine.Run(string image, IReadOnlyList<string> arguments, string network) =>
        // Its default limits are above what an unprivileged or confined root may set.
        Call(["run", "--rm", "--pull=never", "--network", network, "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024", image, .. arguments]);

    public void Dispose()
    {
        // Layers may belong to other users: podman takes its own storage away.
        if (Directory.Exists(_directory["root"]))
            Call("system", "reset", "--force");
        _directory.Dispose();
    }

    private CommandResult Call(params IReadOnlyList<string> arguments)
    {
        var program = Require.Tool("podman", "podman");
        Require.That(Environment.IsPrivilegedProcess, "podman's separate storage needs root: run the tests as root");
        return Tool.Run(
            program,
            [
                "--root", _directory["root"], "--runroot", _directory["run"], "--tmpdir", _directory["tmp"], "--storage-driver", "vfs",
                "--cgroup-manager", "cgroupfs", "--events-backend", "none",
                // crun, the other one that Debian has, refuses a machine with both versions of cgroups.
                "--runtime", Require.Tool("runc", "runc"), .. arguments,
            ]);
    }
}
