namespace RustImage.Images;

/// <summary>One of the platforms of an image.</summary>
/// <param name="RuntimeIdentifier">The project's name of the platform: <c>linux-musl-x64</c>.</param>
/// <param name="References">The names of the image on this platform.</param>
internal sealed record NamedPlatform(string RuntimeIdentifier, IReadOnlyList<ImageReference> References)
{
    /// <summary>Checks that one index can hold the images of all platforms.</summary>
    /// <exception cref="RustImageException">
    /// RIMG5042: a platform gives the image other names than the first. RIMG5044: two entries name one platform.
    /// </exception>
    public static void CheckTogether(IReadOnlyList<NamedPlatform> platforms)
    {
        var first = platforms[0];
        foreach (var other in platforms.Skip(1))
        {
            if (!other.Names.SequenceEqual(first.Names, StringComparer.Ordinal))
            {
                throw Messages.PlatformNamesDiffer(
                    first.RuntimeIdentifier, first.Names, other.RuntimeIdentifier, other.Names).ToException();
            }
        }
        foreach (var same in platforms.GroupBy(p => p.Platform?.OciName).Where(g => g.Key is not null && g.Count() > 1))
            throw Messages.PlatformTwice(same.First().RuntimeIdentifier, same.ElementAt(1).RuntimeIdentifier, same.Key!).ToException();
    }

    /// <param name="architecture">.NET's name of a machine's processor: "X64".</param>
    /// <returns>The index of the platform that runs on the machine without emulation; -1 where none does.</returns>
    public static int FindHost(IReadOnlyList<NamedPlatform> platforms, string architecture)
    {
        var host = RustImage.Platform.FromRuntimeIdentifier($"linux-{architecture.ToLowerInvariant()}");
        return host is null ? -1 : platforms.Index().Where(p => p.Item.Platform == host).Select(p => p.Index).FirstOrDefault(-1);
    }

    private IReadOnlyList<string> Names => [.. References.SelectMany(r => r.Names)];

    private Platform? Platform => RustImage.Platform.FromRuntimeIdentifier(RuntimeIdentifier);
}
