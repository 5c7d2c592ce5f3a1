namespace RustImage.Base;

/// <summary>The image that another one is built on (<c>ContainerBaseImage</c>), as this machine has it.</summary>
/// <param name="Name">As the project names it, without the digest.</param>
/// <param name="Digest">
/// Of what the name led to: the index where the image is for several platforms, and of an archive of docker's, which has no manifest, the
/// configuration. The lock pins it.
/// </param>
/// <param name="Config">The configuration's bytes (image-spec, config.md), of this platform's image.</param>
/// <param name="Layers">The lowest first, as the configuration's diff_ids.</param>
public sealed record BaseImage(string Name, Digest Digest, byte[] Config, IReadOnlyList<BaseLayer> Layers)
{
    /// <summary>Where its blobs are in a registry, so that a push may mount them; null for a local file.</summary>
    public BaseRepository? Repository { get; init; }
}

/// <param name="Registry">"ghcr.io", "localhost:5000".</param>
/// <param name="Repository">"company/base".</param>
public sealed record BaseRepository(string Registry, string Repository);

/// <summary>One layer of a base: the bytes that it was published with; only one that was not compressed is, once.</summary>
/// <param name="MediaType">OCI's, also where the base has Docker's equal ones: <c>…layer.v1.tar+gzip</c> or <c>…tar+zstd</c>.</param>
/// <param name="Digest">Of the compressed bytes.</param>
/// <param name="Size">Compressed, in bytes.</param>
/// <param name="DiffId">Of the tar.</param>
/// <param name="TarSize">Of the tar, in bytes.</param>
/// <param name="Path">The compressed bytes, in the cache of this machine.</param>
public sealed record BaseLayer(string MediaType, Digest Digest, long Size, Digest DiffId, long TarSize, string Path);
