using System.Net.Http.Headers;

namespace RustImage.Registry.Connection;

/// <summary>The kind of credentials that a server asks for (RFC 9110, section 11.6.1).</summary>
/// <param name="Scheme">"Bearer" or "Basic", in any case.</param>
/// <param name="Parameters">Values by name, in any case. Of several with one name, the first.</param>
internal sealed record Challenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    public string? this[string parameter] => Parameters.GetValueOrDefault(parameter);

    /// <summary>Reads all challenges of a response. .NET's own parser drops those that it takes for damaged.</summary>
    public static IReadOnlyList<Challenge> Of(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("WWW-Authenticate", out var values) ? [.. values.SelectMany(Parse)] : [];

    /// <param name="header">The value of one header, which may have several challenges.</param>
    public static IEnumerable<Challenge> Parse(string header)
    {
        var reader = new ChallengeReader(header);
        while (reader.NextScheme() is { } scheme)
        {
            var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (reader.NextParameter() is var (name, value))
                parameters.TryAdd(name, value);
            yield return new Challenge(scheme, parameters);
        }
    }
}
