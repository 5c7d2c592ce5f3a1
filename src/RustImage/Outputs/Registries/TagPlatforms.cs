using RustImage.Base.Sources;
using RustImage.Registry;
using RustImage.Registry.Manifests;

namespace RustImage.Outputs.Registries;

/// <summary>Finds out for which platform the image is that a tag leads to.</summary>
/// <remarks>
/// A tag that leads to nothing, to an index or to our own image costs no request beyond the look-up of the tag. An older image costs two
/// more: a registry tells the platform only in the configuration.
/// </remarks>
internal sealed class TagPlatforms(RegistryClient client)
{
    /// <summary>The size of the largest configuration that is read, in bytes.</summary>
    private const int MostConfig = 4 << 20;

    private readonly Dictionary<(string Repository, Digest Digest), PlatformImage?> _known = [];

    /// <param name="found">What the tag leads to.</param>
    /// <returns>Null where it is no single image, or where the registry does not tell.</returns>
    public async Task<PlatformImage?> FindAsync(string repository, Descriptor found, CancellationToken cancellation)
    {
        if (!_known.TryGetValue((repository, found.Digest), out var platform))
            _known[(repository, found.Digest)] = platform = await ReadAsync(repository, found, cancellation).ConfigureAwait(false);
        return platform;
    }

    /// <summary>Whether two images run on different platforms. Many tools leave the variant out.</summary>
    public static bool Differ(PlatformImage one, PlatformImage other) =>
        one.Os != other.Os || one.Architecture != other.Architecture
        || (one.Variant is not null && other.Variant is not null && one.Variant != other.Variant);

    /// <summary>Reads the platform of a configuration; null where it names none.</summary>
    public static PlatformImage? Read(byte[] config)
    {
        var platform = ForeignJson.TryRead(config, json => PlatformImage.Of(json, Digest.OfBytes(config)));
        return platform is { Os: not null, Architecture: not null } ? platform : null;
    }

    private async Task<PlatformImage?> ReadAsync(string repository, Descriptor found, CancellationToken cancellation)
    {
        if (found.MediaType is not (ManifestTypes.Manifest or ManifestTypes.DockerManifest))
            return null;
        try
        {
            var pulled = await client.PullManifestAsync(repository, found.Digest.ToString(), cancellation).ConfigureAwait(false);
            if (pulled is null || ManifestDocument.Read(pulled.Bytes, repository).Config is not { Size: <= MostConfig } config)
                return null;
            using var bytes = new MemoryStream();
            await client.PullBlobAsync(repository, config, bytes, cancellation: cancellation).ConfigureAwait(false);
            return Read(bytes.ToArray());
        }
        catch (RustImageException)
        {
            // An artifact, an old form, or an image whose configuration is lost. The push goes on: it replaces it anyway.
            return null;
        }
    }
}
