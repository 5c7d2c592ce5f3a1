namespace RustImage.Registry.Manifests;

/// <summary>The media types of manifests (image-spec, media-types.md; Docker's "Image Manifest V 2, Schema 2").</summary>
internal static class ManifestTypes
{
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string Index = "application/vnd.oci.image.index.v1+json";

    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>Without them registries give older forms, or nothing.</summary>
    public static IReadOnlyList<string> Accepted { get; } = [Manifest, Index, DockerManifest, DockerIndex];

    /// <summary>Some servers give every manifest as plain JSON or bytes; the manifest itself says more then.</summary>
    /// <param name="header">Content-Type, or null where there is none.</param>
    public static string Of(string? header, byte[] bytes) =>
        header is not null && Accepted.Contains(header) ? header : Own(bytes) ?? header ?? "application/octet-stream";

    /// <returns>What the manifest says to be, or null: whoever wants a manifest says what is wrong with one that is none.</returns>
    public static string? Own(byte[] bytes) => ForeignJson.TryRead(bytes, m => m["mediaType"].TextOrNull());
}
