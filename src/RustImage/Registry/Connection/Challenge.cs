using System.Net.Http.Headers;

namespace RustImage.Registry.Connection;

/// <summary>How a server wants to be shown credentials (RFC 9110, section 11.6.1).</summary>
/// <param name="Scheme">As it came: compare in any case.</param>
/// <param name="Parameters">By name in any case; the first of a name counts.</param>
internal sealed record Challenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    public string? this[string parameter] => Parameters.GetValueOrDefault(parameter);

    /// <summary>All of an answer, in order. .NET's own parser leaves out what it takes for damaged.</summary>
    public static IReadOnlyList<Challenge> Of(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("WWW-Authenticate", out var values) ? [.. values.SelectMany(Parse)] : [];

    /// <param name="header">One header's value, which may hold several challenges.</param>
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
