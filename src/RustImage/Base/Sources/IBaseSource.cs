using RustImage.Registry;

namespace RustImage.Base.Sources;

/// <summary>A place that a base image comes from: a registry, an OCI layout or an archive.</summary>
internal interface IBaseSource : IDisposable
{
    /// <summary>Finds the image for a platform.</summary>
    /// <param name="digest">The digest that the lock or the project pins; null for the image that the name leads to today.</param>
    /// <exception cref="RustImageException">
    /// RIMG5102: the image is missing. RIMG5103: it is not for the platform. RIMG5104, RIMG5105: no image can be built on it. RIMG6101 and
    /// following: the registry can't be used.
    /// </exception>
    Task<SourceImage> FindAsync(Digest? digest, Platform platform, CancellationToken cancellation);

    /// <summary>Copies a layer, and verifies its digest and size.</summary>
    /// <param name="destination">Can be read, written and sought in.</param>
    /// <param name="onBytes">Called with the number of bytes that were copied so far.</param>
    /// <exception cref="RustImageException">
    /// RIMG5106: the layer has other bytes. RIMG6101 and following: the registry can't be used.
    /// </exception>
    Task CopyAsync(Descriptor layer, Stream destination, Action<long>? onBytes, CancellationToken cancellation);
}
