namespace RustImage.Registry.Manifests;

/// <summary>The media types of manifests (image-spec, media-types.md; Docker's "Image Manifest V 2, Schema 2").</summary>
internal static class ManifestTypes
{
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string Index = "application/vnd.oci.image.index.v1+json";

    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>The types that requests accept. Without them registries send older forms, or nothing.</summary>
    public static IReadOnlyList<string> Accepted { get; } = [Manifest, Index, DockerManifest, DockerIndex];

    /// <summary>The type of a manifest. Where the header is too general, such as plain JSON, the manifest's own type counts.</summary>
    /// <param name="header">The value of Content-Type; null without the header.</param>
    public static string Of(string? header, byte[] bytes) =>
        header is not null && Accepted.Contains(header) ? header : Own(bytes) ?? header ?? "application/octet-stream";

    /// <returns>The type that the manifest names; null where it names none. The caller reports a damaged manifest.</returns>
    public static string? Own(byte[] bytes) => ForeignJson.TryRead(bytes, m => m["mediaType"].TextOrNull());
}
