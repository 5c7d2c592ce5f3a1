using System.Net.Http.Headers;
using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>One request on its way. No record: those print what they hold, and this may hold a token.</summary>
internal sealed class RegistryMessage(HttpMethod method, Uri address)
{
    public HttpMethod Method { get; } = method;

    public Uri Address { get; } = address;

    /// <summary>For this address' host and port alone.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    public Func<StallWatch, HttpContent>? Content { get; init; }

    public Action<HttpRequestHeaders>? Headers { get; init; }

    /// <summary>The body holds a secret, so no redirect takes it elsewhere.</summary>
    public bool HasSecretBody { get; init; }

    public RegistryMessage At(Uri address) => new(Method, address)
    {
        Authorization = IsSamePlace(Address, address) ? Authorization : null,
        Content = Content,
        Headers = Headers,
        HasSecretBody = HasSecretBody,
    };

    public HttpRequestMessage Create(StallWatch watch)
    {
        var message = new HttpRequestMessage(Method, Address) { Content = Content?.Invoke(watch) };
        Headers?.Invoke(message.Headers);
        message.Headers.Authorization = Authorization;
        return message;
    }

    public static bool IsSamePlace(Uri one, Uri other) => (one.Scheme, one.Host, one.Port) == (other.Scheme, other.Host, other.Port);
}
