using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RustImage.Testing;

/// <summary>A server program that a test starts and stops, and whose log it can read.</summary>
internal sealed class Daemon : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _log;

    /// <summary>Starts the program, and waits for a listener on the port.</summary>
    public Daemon(string program, IReadOnlyList<string> arguments, string log, int port)
    {
        _log = log;
        // The shell redirects the output to a log file, because nobody would read pipes. exec keeps the process id.
        _process = Process.Start("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", log, program, .. arguments]);
        for (var waited = Stopwatch.StartNew(); !Listens(port); Thread.Sleep(20))
        {
            if (_process.HasExited || waited.Elapsed > Patience)
            {
                Dispose();
                Assert.Fail($"{program} does not start:\n{string.Join('\n', Lines())}");
            }
        }
    }

    public IReadOnlyList<string> Lines() => File.Exists(_log) ? File.ReadAllLines(_log) : [];

    /// <returns>A currently unused port of loopback.</returns>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Process.Start("/bin/kill", ["-TERM", _process.Id.ToString(provider: null)]).WaitForExit();
            if (!_process.WaitForExit(Patience))
                _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private static bool Listens(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
