using System.Diagnostics;
using RustImage.FunctionalTests.Engines;

[assembly: AssemblyFixture(typeof(Dockerd))]

namespace RustImage.FunctionalTests.Engines;

/// <summary>A Docker daemon for the tests, started by the first test that needs it. The daemon of the machine is not used.</summary>
public sealed class Dockerd : ITestEngine, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();
    private readonly Lazy<Process> _daemon;

    public Dockerd() => _daemon = new Lazy<Process>(Start);

    /// <summary>The value for DOCKER_HOST.</summary>
    internal string Address
    {
        get
        {
            Assert.False(_daemon.Value.HasExited, "dockerd ended between two tests");
            return Socket;
        }
    }

    private string Socket => $"unix://{_directory["docker.sock"]}";

    public IReadOnlyList<string> Load(string archive)
    {
        var result = Call("load", "--input", archive);
        Assert.True(result.ExitCode == 0, $"docker load ended with {result.ExitCode}:\n{result.StandardError}");
        return Tool.LoadedImages(result.StandardOutput);
    }

    void ITestEngine.Pull(string image)
    {
        var result = Call("pull", "--quiet", image);
        Assert.True(result.ExitCode == 0, $"docker pull ended with {result.ExitCode}:\n{result.StandardError}");
    }

    CommandResult ITestEngine.Run(string image, IReadOnlyList<string> arguments, string network) =>
        Call(["run", "--rm", "--pull=never", "--network", network, image, .. arguments]);

    public void Dispose()
    {
        if (_daemon.IsValueCreated)
            Stop(_daemon.Value);
        _directory.Dispose();
    }

    internal CommandResult Call(params IReadOnlyList<string> arguments) => Client(Address, arguments);

    private static CommandResult Client(string address, params IReadOnlyList<string> arguments) =>
        Tool.Run(Require.Tool("docker", "docker.io"), ["--host", address, .. arguments]);

    private Process Start()
    {
        var program = Require.Tool("dockerd", "docker.io");
        Require.That(Environment.IsPrivilegedProcess, "dockerd needs root: run the tests as root");
        var log = _directory["log"];
        // The shell redirects the output to a log file, because nobody would read pipes. exec keeps the process id.
        var daemon = Process.Start(
            "/bin/sh",
            [
                "-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", log, program,
                "--data-root", _directory["data"], "--exec-root", _directory["exec"], "--pidfile", _directory["pid"], "--host", Socket,
                "--storage-driver", "vfs", "--bridge", "none", "--iptables=false", "--ip-masq=false", "--ip-forward=false",
            ]);
        var waited = Stopwatch.StartNew();
        while (!daemon.HasExited && waited.Elapsed < Patience && Client(Socket, "version").ExitCode != 0)
            Thread.Sleep(100);
        if (daemon.HasExited || waited.Elapsed >= Patience)
        {
            Stop(daemon);
            Require.That(false, $"dockerd does not start here:\n{string.Join('\n', File.ReadLines(log).TakeLast(20))}");
        }
        return daemon;
    }

    private void Stop(Process daemon)
    {
        if (!daemon.HasExited)
        {
            // SIGTERM, so that the daemon also ends its containerd.
            Tool.Run("/bin/kill", "-TERM", daemon.Id.ToString(provider: null));
            if (!daemon.WaitForExit(Patience))
                daemon.Kill(entireProcessTree: true);
        }
        daemon.Dispose();
        // The daemon leaves this mount behind, which keeps its directory busy.
        var mount = _directory["exec/netns/default"];
        if (File.Exists(mount))
            Tool.Run(Require.Tool("umount", "mount"), mount);
    }
}
