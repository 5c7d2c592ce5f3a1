using System.Net.Http.Headers;
using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>What a request may do: the scope that a token is asked for (distribution's token specification, "Requesting a token").</summary>
/// <param name="Repository">As the registry knows it.</param>
/// <param name="MountFrom">Another repository of the registry that is only read.</param>
internal sealed record RegistryScope(string Repository, bool Push = false, string? MountFrom = null);

/// <summary>One request to a registry; it may have to be sent more than once, after a challenge or a redirect.</summary>
/// <param name="Target">A path from the registry's root, <c>/v2/…</c>, or the whole address that a Location header named.</param>
/// <param name="Content">Makes the body anew for each sending; it calls <see cref="StallWatch.Moved"/> as it goes.</param>
/// <param name="Headers">Sets what this request needs besides.</param>
internal sealed record RegistryRequest(
    HttpMethod Method, string Target, RegistryScope Scope, Func<StallWatch, HttpContent>? Content = null, Action<HttpRequestHeaders>? Headers = null);
