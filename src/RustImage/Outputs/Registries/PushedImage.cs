using RustImage.Images;

namespace RustImage.Outputs.Registries;

/// <summary>An image in one repository of one registry.</summary>
/// <param name="Digest">Of the manifest, as the registry has confirmed it.</param>
/// <param name="Uploaded">Blobs whose bytes went over the wire.</param>
/// <param name="Mounted">Blobs that the registry took from another of its repositories.</param>
/// <param name="UploadedBytes">Of the uploaded blobs.</param>
public sealed record PushedImage(ImageReference Reference, Digest Digest, int Uploaded, int Mounted, long UploadedBytes)
{
    /// <summary>What a deployment pins: <c>ghcr.io/team/hello@sha256:…</c></summary>
    public string Pinned => $"{Reference.Registry}/{Reference.Repository}@{Digest}";
}
