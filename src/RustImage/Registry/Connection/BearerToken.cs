using System.Net.Http.Headers;

namespace RustImage.Registry.Connection;

/// <summary>A token from a token server. Not a record, since records print their values.</summary>
/// <param name="since">A timestamp of <paramref name="time"/> before the token was requested.</param>
internal sealed class BearerToken(string token, TimeSpan lifetime, long since, TimeProvider time)
{
    /// <summary>
    /// The shortest lifetime of a token, used where the server names none (distribution's token specification, "Token Response Fields").
    /// </summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(30);

    public AuthenticationHeaderValue Header { get; } = new("Bearer", token);

    /// <summary>Whether the token is valid long enough for a request to arrive.</summary>
    public bool IsGood => time.GetElapsedTime(since) < lifetime - (lifetime / 10 < LongestMargin ? lifetime / 10 : LongestMargin);
}
