using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RustImage.Registry;
using RustImage.Registry.Connection;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Connection;

/// <summary>A registry that is its own token server, and connections to it. It accepts only the last token that it issued.</summary>
internal sealed class RegistryWithTokenServer : IDisposable
{
    public const string Password = "p4ssword";

    private readonly TemporaryDirectory _home = new();
    private readonly List<IDisposable> _connections = [];
    private int _tokens;

    public RegistryWithTokenServer()
    {
        Server = new RecordingServer(AnswerAsync);
        Challenge = $"Bearer realm=\"{Server.Address}token\",service=\"a registry\",scope=\"repository:me/app:pull\"";
        Environment = [("DOTNET_CONTAINER_REGISTRY_UNAME", "me"), ("DOTNET_CONTAINER_REGISTRY_PWORD", Password)];
    }

    public RecordingServer Server { get; }

    public string Challenge { get; set; }

    public (string, string?)[] Environment { get; set; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The status and body of the answer to a token request. TOKEN in the body stands for the issued token.</summary>
    public Func<ReceivedRequest, (int Status, string Body)> Grant { get; set; } = _ => (200, """{"token":"TOKEN","expires_in":300}""");

    /// <summary>Whether issued tokens are accepted.</summary>
    public Func<string, bool> Takes { get; set; } = _ => true;

    public string Token => $"t0ken-{Volatile.Read(ref _tokens)}";

    public IEnumerable<ReceivedRequest> TokenRequests => Server.Requests.Where(r => r.Path == "/token");

    public IEnumerable<ReceivedRequest> OtherRequests => Server.Requests.Where(r => r.Path != "/token");

    public RegistrySettings Settings => TestConnections.Settings(_home, Environment) with { Transfer = new() { Time = Time } };

    public IRegistryConnection Open(RegistrySettings? settings = null)
    {
        var connection = RegistryConnection.Open(Server.Host, settings ?? Settings);
        _connections.Add(connection);
        return connection;
    }

    public static string Basic(string user, string password) =>
        $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";

    /// <summary>Writes the configuration file of docker.</summary>
    public void WriteConfig(string text)
    {
        Environment = [];
        Directory.CreateDirectory(_home[".docker"]);
        File.WriteAllText(_home[".docker/config.json"], text.Replace("HOST", Server.Host, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _connections.ForEach(c => c.Dispose());
        Server.Dispose();
        _home.Dispose();
    }

    private Task AnswerAsync(ReceivedRequest request, HttpResponse response)
    {
        if (request.Path == "/token")
        {
            var (status, body) = Grant(request);
            response.StatusCode = status;
            if (status == 200)
                Interlocked.Increment(ref _tokens);
            return response.WriteAsync(body.Replace("TOKEN", Token, StringComparison.Ordinal));
        }
        if (request.Authorization == $"Bearer {Token}" && Takes(Token))
            return response.WriteAsync("welcome");
        response.StatusCode = 401;
        response.Headers.WWWAuthenticate = Challenge;
        return response.WriteAsync(JsonSerializer.Serialize(
            new { errors = new[] { new { code = "UNAUTHORIZED", message = $"not with {request.Authorization}" } } }));
    }
}
