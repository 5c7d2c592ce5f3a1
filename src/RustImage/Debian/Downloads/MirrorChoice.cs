using System.Text.RegularExpressions;

namespace RustImage.Debian.Downloads;

/// <summary>
/// Chooses the mirrors of a build: those of the project's properties, else those of the host's apt, else Debian's own archives.
/// </summary>
internal static partial class MirrorChoice
{
    /// <summary>Debian's own archives.</summary>
    public static Mirrors Official { get; } =
        new([new("http://ftp.debian.org/debian/")], [new("http://security.debian.org/debian-security/")]);

    /// <summary>Running apt takes about a second, so call this only before a download.</summary>
    /// <param name="main">DebianMirror: addresses with semicolons or spaces between them; may be null or empty.</param>
    /// <param name="security">DebianSecurityMirror, in the same form.</param>
    /// <inheritdoc cref="MirrorAddress.Parse" path="/exception"/>
    public static Task<Mirrors> FindAsync(
        string? main, string? security, string workingDirectory, CancellationToken cancellation = default) =>
        FindAsync(main, security, new AptSources(workingDirectory), cancellation);

    internal static async Task<Mirrors> FindAsync(string? main, string? security, AptSources apt, CancellationToken cancellation)
    {
        var set = new Mirrors(MirrorAddress.Parse("DebianMirror", main), MirrorAddress.Parse("DebianSecurityMirror", security));
        if (set.Main.Count > 0 && set.Security.Count > 0)
            return set;
        var host = await apt.AskAsync(cancellation).ConfigureAwait(false);
        return new(
            First(set.Main, host.Main, Official.Main),
            First(set.Security, host.Security, Official.Security));
    }

    /// <returns>
    /// Whether a mirror's address contains a time, so that its files never change: <c>…/archive/debian/20260101T000000Z/</c>.
    /// </returns>
    public static bool IsDatedSnapshot(Uri mirror) => mirror.Segments.Any(s => Timestamp().IsMatch(s));

    private static IReadOnlyList<Uri> First(params IReadOnlyList<Uri>[] choices) => choices.First(c => c.Count > 0);

    [GeneratedRegex(@"^\d{8}T\d{6}Z/?\z")]
    private static partial Regex Timestamp();
}
