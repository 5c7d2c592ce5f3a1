using System.Text.Json.Serialization;
using RustImage.Base.Sources;

namespace RustImage.Images;

/// <summary>What leaves this machine under a name: the image of one platform, or an index over the images of several.</summary>
/// <param name="References">The names; at least one.</param>
/// <param name="Root">The manifest of the only image, or the index over the manifests.</param>
/// <param name="Images">The image of each platform, in the project's order. Tools that know no index get the first.</param>
internal sealed record PublishedImage(IReadOnlyList<ImageReference> References, Blob Root, IReadOnlyList<CompressedImage> Images)
{
    /// <summary>An image of one platform needs no index.</summary>
    public static implicit operator PublishedImage(CompressedImage image) => new(image.References, image.Manifest, [image]);

    /// <summary>Joins the images of several platforms. They have the names of the first.</summary>
    /// <param name="annotations">The annotations of the index.</param>
    public static PublishedImage Join(IReadOnlyList<CompressedImage> images, IReadOnlyDictionary<string, string> annotations) =>
        new(images[0].References, ImageIndex.Create(images, annotations), images);

    /// <summary>All names. The first is the main name.</summary>
    public IReadOnlyList<string> Names => [.. References.SelectMany(r => r.Names)];

    /// <summary>The digest by which registries know it.</summary>
    public Digest Digest => Root.Digest;

    [JsonIgnore]
    public bool HasIndex => Images.Count > 1;

    /// <summary>The platform of each image: "linux/amd64".</summary>
    [JsonIgnore]
    public IReadOnlyList<PlatformImage> Platforms => [.. Images.Select(ImageIndex.PlatformOf)];

    /// <summary>The manifests of all images, then the index where there is one.</summary>
    [JsonIgnore]
    public IReadOnlyList<Blob> Manifests => [.. Images.Select(i => i.Manifest).Append(Root).DistinctBy(m => m.Digest)];

    /// <summary>The blobs that the manifests name. Equal blobs occur once.</summary>
    [JsonIgnore]
    public IReadOnlyList<ImageBlob> Blobs => [.. Images.SelectMany(i => i.Blobs).DistinctBy(b => b.Digest)];
}
