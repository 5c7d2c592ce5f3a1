using System.Net.Http.Headers;

namespace RustImage.Registry.Connection;

/// <summary>What a token server gave. No record: those print what they hold.</summary>
/// <param name="since">A timestamp of <paramref name="time"/>, from before it was asked for.</param>
internal sealed class BearerToken(string token, TimeSpan lifetime, long since, TimeProvider time)
{
    /// <summary>The least that a token lives where its server says nothing (distribution's token specification, "Token Response Fields").</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(30);

    public AuthenticationHeaderValue Header { get; } = new("Bearer", token);

    /// <summary>It ends a little early: the request must arrive, too.</summary>
    public bool IsGood => time.GetElapsedTime(since) < lifetime - (lifetime / 10 < LongestMargin ? lifetime / 10 : LongestMargin);
}
