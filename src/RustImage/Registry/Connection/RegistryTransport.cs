using System.Net;
using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>
/// Sends messages and follows redirects. .NET does not follow redirects of a request with a body, and does not check which host gets
/// secrets.
/// </summary>
internal sealed class RegistryTransport(RegistryName registry, HostClientPool clients)
{
    private const int MostRedirects = 10;

    /// <returns>The response. Its RequestMessage has the address that answered in the end.</returns>
    /// <exception cref="TransferException">The connection failed, or there were too many redirects.</exception>
    /// <exception cref="RustImageException">
    /// RIMG6104, RIMG6105: the host's certificate was refused. RIMG6109: a redirect leads to plain HTTP.
    /// </exception>
    public async Task<HttpResponseMessage> SendAsync(RegistryMessage message, StallWatch watch)
    {
        for (var redirects = 0; ; redirects++)
        {
            var answer = await SendOnceAsync(message, watch).ConfigureAwait(false);
            if (Target(message, answer) is not { } target)
                return answer;
            answer.Dispose();
            if (redirects == MostRedirects)
                throw new TransferException(
                    Failure.Refused, $"it redirects more than {MostRedirects} times, at last to '{Redacted.Of(target)}'");
            RefusePlain(message.Address, target);
            message = message.At(target);
        }
    }

    /// <exception cref="RustImageException">
    /// RIMG6109: <paramref name="to"/> has another scheme than https, and <paramref name="from"/> has https.
    /// </exception>
    public static void RefusePlain(Uri from, Uri to)
    {
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps)
            throw Messages.LeavesHttps(Redacted.Of(from), Redacted.Of(to)).ToException();
    }

    /// <param name="text">The value of a Location header, or a path.</param>
    public static Uri AddressOf(Uri from, string text) =>
        Uri.TryCreate(from, text, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new TransferException(Failure.Refused, $"it redirects to '{Redacted.Of(text)}', which is not a web address");

    private async Task<HttpResponseMessage> SendOnceAsync(RegistryMessage message, StallWatch watch)
    {
        var client = clients.Of(message.Address);
        using var request = message.Create(watch);
        try
        {
            return await watch.RunAsync(c => new ValueTask<HttpResponseMessage>(
                client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, c))).ConfigureAwait(false);
        }
        catch (TransferException e) when (client.Trust.Problem is not null
            && e.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
        {
            var (host, problem) = (message.Address.Authority, client.Trust.Problem);
            throw (problem.Issuer is { } issuer
                ? Messages.UntrustedCertificate(host, issuer, clients.Directories.Proposed(RegistryName.TryParse(host) ?? registry))
                : Messages.UnfitCertificate(host, problem.Reason)).ToException(e);
        }
        catch (TransferException e) when (!registry.IsAt(message.Address))
        {
            // The host of a redirect or a token server failed. The message names it, so that users do not look at the registry.
            throw new TransferException(
                e.Failure, $"it redirects to '{Redacted.Of(message.Address)}': {e.Message}", e.InnerException, e.RetryAfter);
        }
    }

    /// <returns>The address of a redirect that this message may follow (RFC 9110, section 15.4), else null.</returns>
    private static Uri? Target(RegistryMessage message, HttpResponseMessage answer)
    {
        var mayFollow = answer.StatusCode switch
        {
            HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect => true,
            HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther =>
                message.Method == HttpMethod.Get || message.Method == HttpMethod.Head,
            _ => false,
        };
        if (!mayFollow || answer.Headers.Location is not { } location)
            return null;
        var target = AddressOf(message.Address, location.OriginalString);
        return message.HasSecretBody && !RegistryMessage.IsSamePlace(message.Address, target) ? null : target;
    }
}
