using System.Net.Sockets;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Distribution;

/// <summary>Docker's own registry on a free port of loopback, and nginx in front of it where a test wants a proxy.</summary>
internal sealed class DockerRegistry : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _servers = [];
    private readonly List<string> _said = [];

    private DockerRegistry()
    {
    }

    /// <summary><c>127.0.0.1:PORT</c>, of the proxy if there is one.</summary>
    public string Host { get; private set; } = "";

    /// <param name="proxyLimit">nginx's client_max_body_size; null for no nginx.</param>
    public static async Task<DockerRegistry> StartAsync(string? proxyLimit = null)
    {
        var registry = Require.Tool("docker-registry", "docker-registry");
        var nginx = proxyLimit is null ? null : Require.Tool("nginx", "nginx-light");
        var server = new DockerRegistry();
        try
        {
            server.Host = await server.RunAsync(registry, "registry.yml", ["serve"], port => $"""
                version: 0.1
                log: {"{"} level: error {"}"}
                storage: {"{"} filesystem: {"{"} rootdirectory: {server._directory["store"]} {"}"} {"}"}
                http: {"{"} addr: 127.0.0.1:{port}, relativeurls: true {"}"}

                """);
            if (nginx is not null)
                server.Host = await server.RunAsync(nginx, "nginx.conf", ["-p", server._directory.Path, "-e", "stderr", "-c"], port => $$"""
                    daemon off;
                    master_process off;
                    pid nginx.pid;
                    events { }
                    http {
                      access_log off;
                      client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
                      client_max_body_size {{proxyLimit}};
                      server { listen 127.0.0.1:{{port}}; location / { proxy_pass http://{{server.Host}}; } }
                    }

                    """);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_servers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        _directory.Dispose();
    }

    private async Task<string> RunAsync(string program, string file, string[] arguments, Func<int, string> configuration)
    {
        var port = FaultyServer.Nobody().Port;
        File.WriteAllText(_directory[file], configuration(port));
        var command = new Command(program, [.. arguments, _directory[file]], _directory.Path);
        var run = ProcessRunner.RunAsync(command, Say, Say, _end.Token);
        _servers.Add(run);
        for (var i = 0; i < 200; i++)
        {
            Assert.False(run.IsCompleted, string.Join('\n', _said));
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync("127.0.0.1", port);
                return $"127.0.0.1:{port}";
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }
        throw new TimeoutException($"{program} does not listen: {string.Join('\n', _said)}");
    }

    private void Say(string line)
    {
        lock (_said)
            _said.Add(line);
    }
}
