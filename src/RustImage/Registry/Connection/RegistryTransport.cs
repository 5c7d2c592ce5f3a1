using System.Net;
using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>Sends messages and follows redirects, which .NET would not do with a body, nor with an eye on what goes where.</summary>
internal sealed class RegistryTransport(RegistryName registry, HostClientPool clients)
{
    private const int MostRedirects = 10;

    /// <returns>The answer, whose RequestMessage says who gave it in the end.</returns>
    /// <exception cref="TransferException">No answer came, or only redirects did.</exception>
    /// <exception cref="RustImageException">RIMG6104, RIMG6105: the host's certificate is no good. RIMG6109: a redirect leads to plain HTTP.</exception>
    public async Task<HttpResponseMessage> SendAsync(RegistryMessage message, StallWatch watch)
    {
        for (var redirects = 0; ; redirects++)
        {
            var answer = await SendOnceAsync(message, watch).ConfigureAwait(false);
            if (Target(message, answer) is not { } target)
                return answer;
            answer.Dispose();
            if (redirects == MostRedirects)
                throw new TransferException(Failure.Refused, $"it redirects more than {MostRedirects} times, at last to '{Redacted.Of(target)}'");
            RefusePlain(message.Address, target);
            message = message.At(target);
        }
    }

    /// <exception cref="RustImageException">RIMG6109: it leads from https to anything else.</exception>
    public static void RefusePlain(Uri from, Uri to)
    {
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps)
            throw Messages.LeavesHttps(Redacted.Of(from), Redacted.Of(to)).ToException();
    }

    /// <param name="text">What a Location header says, or a path.</param>
    public static Uri AddressOf(Uri from, string text) =>
        Uri.TryCreate(from, text, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new TransferException(Failure.Refused, $"it leads to '{Redacted.Of(text)}', which is no web address");

    private async Task<HttpResponseMessage> SendOnceAsync(RegistryMessage message, StallWatch watch)
    {
        var client = clients.Of(message.Address);
        using var request = message.Create(watch);
        try
        {
            return await watch.RunAsync(c => new ValueTask<HttpResponseMessage>(
                client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, c))).ConfigureAwait(false);
        }
        catch (TransferException e) when (
            e.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } && client.Trust.Problem is not null)
        {
            var (host, problem) = (message.Address.Authority, client.Trust.Problem);
            throw (problem.Issuer is { } issuer
                ? Messages.UntrustedCertificate(host, issuer, clients.Directories.Proposed(RegistryName.TryParse(host) ?? registry))
                : Messages.UnfitCertificate(host, problem.Reason)).ToException(e);
        }
        catch (TransferException e) when (!registry.IsAt(message.Address))
        {
            // A token server, or storage: whoever reads of the registry alone looks in the wrong place.
            throw new TransferException(e.Failure, $"it leads to '{Redacted.Of(message.Address)}': {e.Message}", e.InnerException, e.RetryAfter);
        }
    }

    /// <returns>Null where the answer is no redirect that this method and body may follow (RFC 9110, section 15.4).</returns>
    private static Uri? Target(RegistryMessage message, HttpResponseMessage answer)
    {
        var mayFollow = answer.StatusCode switch
        {
            HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect => true,
            HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther => message.Method == HttpMethod.Get || message.Method == HttpMethod.Head,
            _ => false,
        };
        if (!mayFollow || answer.Headers.Location is not { } location)
            return null;
        var target = AddressOf(message.Address, location.OriginalString);
        return message.HasSecretBody && !RegistryMessage.IsSamePlace(message.Address, target) ? null : target;
    }
}
