using System.Net;
using System.Net.Http.Headers;

namespace RustImage.Http;

/// <summary>The settings that all HTTP connections share.</summary>
internal static class HttpConnections
{
    /// <summary>
    /// For resolving the name and connecting. Long enough for the kernel to repeat a lost packet of the handshake twice.
    /// </summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static ProductInfoHeaderValue UserAgent { get; } =
        new("RustImage.Sdk", typeof(HttpConnections).Assembly.GetName().Version!.ToString(3));

    /// <remarks>
    /// The proxy comes from the environment. A redirect from https to http is not followed; the caller gets the redirect as the answer.
    /// </remarks>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        // Digests are of the bytes that the server stores.
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = ConnectTimeout,
        MaxAutomaticRedirections = 10,
        UseCookies = false,
    };

    /// <returns>How long the server asks to wait (RFC 9110, section 10.2.3); null where it does not say.</returns>
    public static TimeSpan? RetryAfter(HttpResponseMessage answer, TimeProvider time) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}
