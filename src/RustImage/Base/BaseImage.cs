using RustImage.Layers;

namespace RustImage.Base;

/// <summary>The image that another one is built on (<c>ContainerBaseImage</c>), as this machine has it.</summary>
/// <param name="Name">As the project names it, without the digest.</param>
/// <param name="Digest">
/// Of what the name led to: the index where the image is for several platforms, and of an archive of docker's, which has no manifest, the
/// configuration. The lock pins it.
/// </param>
/// <param name="Config">The configuration's bytes (image-spec, config.md), of this platform's image.</param>
/// <param name="Layers">The lowest first, as the configuration's diff_ids; with the bytes that they were published with.</param>
public sealed record BaseImage(string Name, Digest Digest, byte[] Config, IReadOnlyList<CompressedLayer> Layers)
{
    /// <summary>Where its blobs are in a registry, so that a push may mount them; null for a local file.</summary>
    public BaseRepository? Repository { get; init; }
}

/// <param name="Registry">"ghcr.io", "localhost:5000".</param>
/// <param name="Repository">"company/base".</param>
public sealed record BaseRepository(string Registry, string Repository);
