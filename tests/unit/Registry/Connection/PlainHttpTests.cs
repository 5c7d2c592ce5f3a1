using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using RustImage.Http;
using RustImage.Registry.Connection;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Connection;

/// <summary>Which hosts may use plain HTTP, and how the client finds out that they do.</summary>
public sealed class PlainHttpTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();
    private readonly RecordingServer _registry = new((_, response) => response.WriteAsync("welcome"));
    private RecordingServer? _remote;

    public void Dispose()
    {
        _remote?.Dispose();
        _registry.Dispose();
        _home.Dispose();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Loopback_may_use_plain_HTTP(string host)
    {
        using var connection = RegistryConnection.Open($"{host}:{_registry.Port}", TestConnections.Settings(_home));
        for (var i = 0; i < 3; i++)
            Assert.Equal("welcome", await connection.TextAsync(TestConnections.Get($"/v2/me/app/{i}")));
        Assert.Equal((1, 3), (_registry.Probes, _registry.Requests.Count));
    }

    [Fact]
    public async Task Another_host_may_not_use_plain_HTTP()
    {
        var remote = Remote();
        using var connection = RegistryConnection.Open(remote.Host, TestConnections.Settings(_home));
        var error = await connection.FailAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Equal("RIMG6103", error.Code);
        Assert.Contains($"'{remote.Host}' speaks plain HTTP", error.Message, StringComparison.Ordinal);
        Assert.Contains("ContainerInsecureRegistries", error.Message, StringComparison.Ordinal);
        Assert.Empty(remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_listed_as_insecure_may_use_plain_HTTP(bool isProperty)
    {
        var name = Remote().Host;
        var settings =
            TestConnections.Settings(_home, ("DOTNET_CONTAINER_INSECURE_REGISTRIES", isProperty ? null : $"other.example,{name};"));
        using var connection =
            RegistryConnection.Open(name, settings with { InsecureRegistries = isProperty ? ["other.example", name] : [] });
        Assert.Equal("welcome", await connection.TextAsync(TestConnections.Get("/v2/me/app/1")));
    }

    [Theory]
    [InlineData("http://registry.example:5000")]
    [InlineData("registry.example/team")]
    public void An_invalid_insecure_host_is_refused(string entry)
    {
        var error =
            Assert.Throws<RustImageException>(() => RegistryConnection.Open("registry.example:5000",
                TestConnections.Settings(_home) with { InsecureRegistries = [entry] }));
        Assert.Equal("RIMG6111", error.Code);
        Assert.Contains($"'{entry}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_insecure_host_must_be_listed_with_its_port()
    {
        var remote = Remote();
        using var connection =
            RegistryConnection.Open(remote.Host, TestConnections.Settings(_home) with { InsecureRegistries = [remote.Address.Host] });
        Assert.Equal("RIMG6103", (await connection.FailAsync(TestConnections.Get("/v2/me/app/1"))).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_server_without_TLS_is_trusted_only_on_the_listed_host(bool isThere)
    {
        _remote = new(
            (request, response) =>
            {
                if (request.Path == "/token")
                    return response.WriteAsync("""{"token":"t0ken"}""");
                response.StatusCode = request.Authorization == "Bearer t0ken" ? 200 : 401;
                response.Headers.WWWAuthenticate =
                    $"Bearer realm=\"http://{(isThere ? request.Host : $"token.example:{_registry.Port}")}/token\"";
                return Task.CompletedTask;
            },
            address: OwnAddress());
        using var connection =
            RegistryConnection.Open(_remote.Host, TestConnections.Settings(_home) with { InsecureRegistries = [_remote.Host] });
        if (isThere)
            Assert.Equal("", await connection.TextAsync(TestConnections.Get("/v2/me/app/1")));
        else
            Assert.Equal("RIMG6108", (await connection.FailAsync(TestConnections.Get("/v2/me/app/1"))).Code);
    }

    [Fact]
    public async Task The_HTTP_error_of_a_registry_is_returned()
    {
        using var faulty = new LoopbackServer(context => { context.Response.StatusCode = 503; return Task.CompletedTask; });
        using var connection = RegistryConnection.Open(faulty.Host, TestConnections.Settings(_home));
        using var answer = await connection.SendAsync(TestConnections.Get("/v2/me/app/1"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task Concurrent_first_requests_probe_for_plain_HTTP_once()
    {
        using var connection = RegistryConnection.Open(_registry.Host, TestConnections.Settings(_home));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => connection.TextAsync(TestConnections.Get($"/v2/me/app/{i}"))));
        Assert.Equal((1, 8), (_registry.Probes, _registry.Requests.Count));
    }

    [Fact]
    public async Task A_server_that_aborts_TLS_gets_no_plain_HTTP()
    {
        // Neither TLS nor HTTP: the server answers every request as TLS servers answer plain HTTP.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = AnswerAsync();
        using var connection = RegistryConnection.Open(listener.LocalEndpoint.ToString()!, TestConnections.Settings(_home));
        var error =
            await Assert.ThrowsAsync<TransferException>(
                () => connection.SendAsync(TestConnections.Get("/v2/me/app/1"), TestContext.Current.CancellationToken));
        Assert.IsType<HttpRequestException>(error.InnerException);

        async Task AnswerAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    await client.GetStream().ReadAtLeastAsync(new byte[10_000], 1);
                    await client.GetStream().WriteAsync(
                        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test has ended.
            }
        }
    }

    [Fact]
    public async Task A_refused_connection_is_a_connection_failure()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var host = listener.LocalEndpoint.ToString()!;
        listener.Stop();
        using var connection = RegistryConnection.Open(host, TestConnections.Settings(_home));
        await Assert.ThrowsAsync<TransferException>(
            () => connection.SendAsync(TestConnections.Get("/v2/me/app/1"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_silent_server_is_a_stall_and_a_cancelled_build_ends_at_once()
    {
        var time = new ManualTime();
        using var silent = new RecordingServer((_, response) => Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted));
        using var connection =
            RegistryConnection.Open(silent.Host, TestConnections.Settings(_home) with { Transfer = new() { Time = time } });
        var stalled = connection.SendAsync(TestConnections.Get("/v2/me/app/1"), TestContext.Current.CancellationToken);
        await UntilAsync(() => silent.Requests.Count == 1);
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("nothing came for 20 s", (await Assert.ThrowsAsync<TransferException>(() => stalled)).Message);

        using var build = new CancellationTokenSource();
        var cancelled = connection.SendAsync(TestConnections.Get("/v2/me/app/2"), build.Token);
        await UntilAsync(() => silent.Requests.Count == 2);
        await build.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        static async Task UntilAsync(Func<bool> condition)
        {
            while (!condition())
                await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    private RecordingServer Remote() => _remote = new((_, response) => response.WriteAsync("welcome"), address: OwnAddress());

    /// <summary>An address of this machine that does not count as loopback.</summary>
    private static IPAddress OwnAddress()
    {
        var address = NetworkInterface.GetAllNetworkInterfaces().Where(i => i.OperationalStatus == OperationalStatus.Up)
            .SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(u => u.Address)
            .FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        Require.That(address is not null, "this machine has no address but loopback: connect it to a network");
        return address!;
    }
}
