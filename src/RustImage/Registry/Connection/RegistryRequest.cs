using System.Net.Http.Headers;
using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>
/// The access that a request needs, for which a token is requested (distribution's token specification, "Requesting a token").
/// </summary>
/// <param name="Repository">The repository's name in the registry.</param>
/// <param name="MountFrom">Another repository of the registry, which is only read.</param>
internal sealed record RegistryScope(string Repository, bool Push = false, string? MountFrom = null);

/// <summary>One request to a registry. It may be sent several times, after a challenge or a redirect.</summary>
/// <param name="Target">A path of the registry, <c>/v2/…</c>; or a whole address from a Location header.</param>
/// <param name="Content">Makes a new body each time. The body calls <see cref="StallWatch.Moved"/> while it is sent.</param>
/// <param name="Headers">Adds headers.</param>
internal sealed record RegistryRequest(
    HttpMethod Method,
    string Target,
    RegistryScope Scope,
    Func<StallWatch, HttpContent>? Content = null,
    Action<HttpRequestHeaders>? Headers = null);
