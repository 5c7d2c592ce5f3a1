using RustImage.Images;

namespace RustImage.Outputs.Registries;

/// <summary>An image that was pushed to one repository of one registry.</summary>
/// <param name="Digest">The digest of the manifest, which the registry has confirmed.</param>
/// <param name="Uploaded">The number of blobs whose bytes were sent.</param>
/// <param name="Mounted">The number of blobs that the registry mounted from other repositories.</param>
/// <param name="UploadedBytes">The size of the blobs that were sent.</param>
internal sealed record PushedImage(ImageReference Reference, Digest Digest, int Uploaded, int Mounted, long UploadedBytes)
{
    /// <summary>RIMG6214: tags that led to an image for another platform before.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; init; } = [];

    /// <summary>The name by digest, for deployments: <c>ghcr.io/team/hello@sha256:…</c></summary>
    public string Pinned => $"{Reference.Registry}/{Reference.Repository}@{Digest}";
}
