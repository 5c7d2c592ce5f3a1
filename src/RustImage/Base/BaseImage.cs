using RustImage.Layers;

namespace RustImage.Base;

/// <summary>The base image (<c>ContainerBaseImage</c>) with its layers on this machine.</summary>
/// <param name="Name">The name in the project, without a digest.</param>
/// <param name="Digest">
/// The digest that the lock pins. It is that of the manifest that the name leads to, which is an index where the image is for several
/// platforms. An archive of <c>docker save</c> has no manifest, so there it is that of the configuration.
/// </param>
/// <param name="Config">The configuration for this platform (image-spec, config.md), byte for byte.</param>
/// <param name="Layers">
/// The layers with the bytes that they were published with, in the order of the configuration: the lowest first.
/// </param>
internal sealed record BaseImage(string Name, Digest Digest, byte[] Config, IReadOnlyList<CompressedLayer> Layers)
{
    /// <summary>The repository that has the layers, from which a push may mount them; null for a local file.</summary>
    public BaseRepository? Repository { get; init; }
}

/// <summary>The repository of a registry that a base image was pulled from.</summary>
/// <param name="Registry">"ghcr.io", "localhost:5000".</param>
/// <param name="Repository">"company/base".</param>
internal sealed record BaseRepository(string Registry, string Repository);
