namespace RustImage.Base.Sources;

/// <summary>An image of an index, and its platform (image-spec, image-index.md).</summary>
/// <param name="Os">Null where the index does not name the platform.</param>
/// <param name="Variant">"v7"; null where the index names no variant.</param>
internal sealed record PlatformImage(Digest Digest, string? Os, string? Architecture, string? Variant)
{
    /// <param name="json">An object with os, architecture and variant: a platform of an index, or a configuration.</param>
    public static PlatformImage Of(ForeignJson json, Digest digest) =>
        new(digest, Text(json["os"]), Text(json["architecture"]), Text(json["variant"]));

    /// <summary>
    /// Chooses the best image for a platform, as containerd does: first one of its own variant, then one without a variant, then one of
    /// an older variant.
    /// </summary>
    /// <returns>Null where no image fits.</returns>
    public static PlatformImage? Choose(IEnumerable<PlatformImage> images, Platform platform) =>
        images.Select(i => (Image: i, Rank: i.RankFor(platform))).Where(i => i.Rank >= 0).OrderBy(i => i.Rank).FirstOrDefault().Image;

    /// <summary>Lists platforms for a message, without those that are no platforms, such as BuildKit's attestations.</summary>
    public static IEnumerable<string> Names(IEnumerable<PlatformImage> images) =>
        images.Where(i => i.Os is not (null or "unknown")).Select(i => $"{i}").Distinct().DefaultIfEmpty("none");

    public bool Fits(Platform platform) => RankFor(platform) >= 0;

    /// <summary>The platform as users know it: "linux/arm/v7".</summary>
    public override string ToString() => string.Join('/', new[] { Os, Architecture, Variant }.Where(p => p is not null));

    private int RankFor(Platform platform) =>
        Os == "linux" && Architecture == platform.OciArchitecture ? Array.IndexOf(Variants(platform), Variant) : -1;

    /// <summary>
    /// The variants that run on a platform, the best first. Later ones of amd64 and arm64 need more than the platform promises.
    /// </summary>
    private static string?[] Variants(Platform platform) => platform.OciArchitecture switch
    {
        "arm" => ["v7", null, "v6", "v5"],
        "arm64" => [null, "v8"],
        "amd64" => [null, "v1"],
        _ => [platform.OciVariant],
    };

    /// <summary>Tools written in Go write an empty text for an unknown value.</summary>
    private static string? Text(ForeignJson json) => json.TextOrNull() is { Length: > 0 } text ? text : null;
}
