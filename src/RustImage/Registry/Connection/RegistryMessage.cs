using System.Net.Http.Headers;
using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>One HTTP request. Not a record, since records print their values, and this may have a token.</summary>
internal sealed class RegistryMessage(HttpMethod method, Uri address)
{
    public HttpMethod Method { get; } = method;

    public Uri Address { get; } = address;

    /// <summary>The credentials. They are sent to the host and port of <see cref="Address"/> only.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    public Func<StallWatch, HttpContent>? Content { get; init; }

    public Action<HttpRequestHeaders>? Headers { get; init; }

    /// <summary>Whether the body has a secret. Then no redirect to another host is followed.</summary>
    public bool HasSecretBody { get; init; }

    /// <summary>The same message for the target of a redirect.</summary>
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
