using System.Net;
using System.Net.Http.Headers;

namespace RustImage.Http;

/// <summary>What every connection of ours has in common.</summary>
internal static class HttpConnections
{
    /// <summary>The name's resolution included; the kernel asks a second and a third time within it.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static ProductInfoHeaderValue UserAgent { get; } =
        new("RustImage.Sdk", typeof(HttpConnections).Assembly.GetName().Version!.ToString(3));

    /// <remarks>It takes the proxy from the environment, and follows no redirect from https to http: the answer is then the redirect itself.</remarks>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        // Digests are of the bytes as they lie on the server.
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = ConnectTimeout,
        MaxAutomaticRedirections = 10,
        UseCookies = false,
    };

    /// <summary>How long the server asks to wait (RFC 9110, section 10.2.3), or null.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage answer, TimeProvider time) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}
