using RustImage.Registry;

namespace RustImage.Base.Sources;

/// <summary>Where a base comes from: a registry, a layout, an archive.</summary>
internal interface IBaseSource : IDisposable
{
    /// <summary>Finds the image for a platform.</summary>
    /// <param name="digest">Which one; null for what the name leads to today.</param>
    /// <exception cref="RustImageException">
    /// RIMG5102: it is not there. RIMG5103: it is not for the platform. RIMG5104, RIMG5105: it is no image that others can be built on. RIMG6101 and following: of registries.
    /// </exception>
    Task<SourceImage> FindAsync(Digest? digest, Platform platform, CancellationToken cancellation);

    /// <summary>Copies a layer, and checks digest and size.</summary>
    /// <param name="destination">To read, write and seek in.</param>
    /// <param name="onBytes">Told how many bytes of it are here.</param>
    /// <exception cref="RustImageException">RIMG5106: the file has other bytes. RIMG6101 and following: of registries.</exception>
    Task CopyAsync(Descriptor layer, Stream destination, Action<long>? onBytes, CancellationToken cancellation);
}
