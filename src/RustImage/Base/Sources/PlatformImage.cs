namespace RustImage.Base.Sources;

/// <summary>One image of an index, and whom it is for (image-spec, image-index.md).</summary>
/// <param name="Os">Null where the index does not say the platform.</param>
/// <param name="Variant">"v7"; null where there is none.</param>
internal sealed record PlatformImage(Digest Digest, string? Os, string? Architecture, string? Variant)
{
    /// <param name="json">With os, architecture and variant, as a configuration has them, too.</param>
    public static PlatformImage Of(ForeignJson json, Digest digest) => new(digest, Text(json["os"]), Text(json["architecture"]), Text(json["variant"]));

    /// <summary>The best image for a platform: of its own variant, else one that is told no variant, else an older one, as containerd chooses.</summary>
    /// <returns>Null where there is none.</returns>
    public static PlatformImage? Choose(IEnumerable<PlatformImage> images, Platform platform) =>
        images.Select(i => (Image: i, Rank: i.RankFor(platform))).Where(i => i.Rank >= 0).OrderBy(i => i.Rank).FirstOrDefault().Image;

    /// <summary>For messages. What is for nobody, as buildkit's attestations, is left out.</summary>
    public static IEnumerable<string> Names(IEnumerable<PlatformImage> images) =>
        images.Where(i => i.Os is not (null or "unknown")).Select(i => $"{i}").Distinct().DefaultIfEmpty("none");

    public bool Fits(Platform platform) => RankFor(platform) >= 0;

    /// <summary>As users know it: "linux/arm/v7".</summary>
    public override string ToString() => string.Join('/', new[] { Os, Architecture, Variant }.Where(p => p is not null));

    private int RankFor(Platform platform) =>
        Os == "linux" && Architecture == platform.OciArchitecture ? Array.IndexOf(Variants(platform), Variant) : -1;

    /// <summary>What the platform's processors run, the best first. amd64's v2 and later, and arm64's, need more than the platform promises.</summary>
    private static string?[] Variants(Platform platform) => platform.OciArchitecture switch
    {
        "arm" => ["v7", null, "v6", "v5"],
        "arm64" => [null, "v8"],
        "amd64" => [null, "v1"],
        _ => [platform.OciVariant],
    };

    /// <summary>Go's tools write what is not known as an empty text.</summary>
    private static string? Text(ForeignJson json) => json.TextOrNull() is { Length: > 0 } text ? text : null;
}
