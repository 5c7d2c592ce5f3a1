namespace RustImage.Outputs;

/// <summary>A place that images go to: a file, a directory, an engine, registries.</summary>
/// <typeparam name="TImage">What it takes: an image, or a compressed one where the digest of the manifest must arrive.</typeparam>
/// <typeparam name="TResult">What it tells of the image there.</typeparam>
public interface IImageOutput<in TImage, TResult>
{
    /// <summary>Brings the whole image there. After an error the place still has what it had before, under the same names.</summary>
    /// <exception cref="RustImageException">The place refuses, or a file of the image has changed (RIMG4006, RIMG6001).</exception>
    Task<TResult> WriteAsync(TImage image, CancellationToken cancellation = default);
}
