using System.Net;
using RustImage.Http;
using RustImage.Registry.Credentials;

namespace RustImage.Registry.Connection;

/// <inheritdoc cref="IRegistryConnection"/>
internal sealed class RegistryConnection : IRegistryConnection
{
    private readonly RegistrySettings _settings;
    private readonly RegistryName _name;
    private readonly HostClientPool _clients;
    private readonly SchemeDetector _scheme;
    private readonly RegistryTransport _transport;
    private readonly CredentialSearch _search;
    private readonly Authorizer _authorizer;
    private readonly DenialMessage _denial;

    private RegistryConnection(RegistryName name, RegistrySettings settings)
    {
        _settings = settings;
        _name = name;
        var insecure = new InsecureHosts(settings);
        _clients = new(name, settings, insecure);
        _scheme = new(name, insecure, _clients);
        _transport = new(name, _clients);
        _search = CredentialSearch.Create(name, settings);
        _denial = new(name, settings.Use);
        _authorizer = new(name, _search, new TokenServer(name, _transport, insecure, settings.Transfer.Time), _denial);
    }

    public string Registry => _name.Name;

    public bool LacksCredentials => _authorizer.LacksCredentials;

    /// <param name="registry">The registry's name as users write it.</param>
    /// <exception cref="RustImageException">RIMG5005: the name is not a host with an optional port.</exception>
    public static IRegistryConnection Open(string registry, RegistrySettings settings) =>
        new RegistryConnection(RegistryName.Parse(registry), settings);

    public async Task<HttpResponseMessage> SendAsync(RegistryRequest request, CancellationToken cancellation)
    {
        using var watch = new StallWatch(_settings.Transfer, cancellation);
        var authorization = await _authorizer.PrepareAsync(request.Scope, watch, cancellation).ConfigureAwait(false);
        while (true)
        {
            var sent = authorization;
            var (answer, isOwn) = await _scheme.SendAsync(r => SendAsync(request, r, sent, watch), watch, cancellation)
                .ConfigureAwait(false);
            if (answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
                return answer;
            using (answer)
            {
                if (!isOwn)
                    throw await CreateRedirectFailureAsync(answer, watch).ConfigureAwait(false);
                authorization = answer.StatusCode == HttpStatusCode.Unauthorized
                    ? await _authorizer.AnswerChallengeAsync(request.Scope, answer, sent, watch, cancellation).ConfigureAwait(false)
                    : null;
                if (authorization is null)
                    throw await CreateRefusalAsync(request.Scope, answer, sent, watch, cancellation).ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        _authorizer.Dispose();
        _search.Dispose();
        _scheme.Dispose();
        _clients.Dispose();
    }

    private async Task<OriginResponse> SendAsync(RegistryRequest request, Uri root, Authorization? authorization, StallWatch watch)
    {
        var address = RegistryTransport.AddressOf(root, request.Target);
        RegistryTransport.RefusePlain(root, address);
        var message = new RegistryMessage(request.Method, address)
        {
            Authorization = RegistryMessage.IsSamePlace(root, address) ? authorization?.Header : null,
            Content = request.Content,
            Headers = request.Headers,
        };
        var answer = await _transport.SendAsync(message, watch).ConfigureAwait(false);
        return new(answer, RegistryMessage.IsSamePlace(root, answer.RequestMessage!.RequestUri!));
    }

    private async Task<RegistryDeniedException> CreateRefusalAsync(
        RegistryScope scope, HttpResponseMessage answer, Authorization? sent, StallWatch watch, CancellationToken cancellation)
    {
        var findings = await _search.FindAsync(scope.Repository, cancellation).ConfigureAwait(false);
        var words = await ReadErrorAsync(answer, watch, Hide).ConfigureAwait(false);
        if (sent is null && findings.Credential is not null)
            words += "; it did not ask for credentials in a way that is supported";
        return _denial.Of(scope, words, findings);

        string Hide(string text)
        {
            text = RegistryCredential.Without(text, sent?.Header.Parameter ?? "");
            return findings.Credential?.Hide(text) ?? text;
        }
    }

    /// <summary>
    /// The error of a storage host that a redirect led to. It can be tried again, since the registry then makes a new address.
    /// </summary>
    private static async Task<TransferException> CreateRedirectFailureAsync(HttpResponseMessage answer, StallWatch watch)
    {
        var (address, words) = (answer.RequestMessage!.RequestUri!, await ReadErrorAsync(answer, watch, null).ConfigureAwait(false));
        return new(Failure.Broken, $"it redirects to '{Redacted.Of(address)}', which answers {words}");
    }

    private static async Task<string> ReadErrorAsync(HttpResponseMessage answer, StallWatch watch, Func<string, string>? hide)
    {
        var words = await watch.RunAsync(c => new ValueTask<string>(RegistryError.ReadAsync(answer, c, hide))).ConfigureAwait(false);
        return $"HTTP {(int)answer.StatusCode}{(words.Length > 0 ? $", {words}" : "")}";
    }

    /// <summary>A response, and whether it came from the registry itself rather than from the host of a redirect.</summary>
    private sealed record OriginResponse(HttpResponseMessage Answer, bool IsOwn);
}
