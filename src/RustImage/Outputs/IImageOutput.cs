namespace RustImage.Outputs;

/// <summary>Writes images to a place: a file, an engine or registries.</summary>
/// <typeparam name="TImage">An image; a compressed one where the digest of its manifest must not change.</typeparam>
/// <typeparam name="TResult">What is known about the image after it was written.</typeparam>
internal interface IImageOutput<in TImage, TResult>
{
    /// <summary>Writes the image. After an error, names still lead to what they led to before.</summary>
    /// <exception cref="RustImageException">The place refuses the image, or a file of it has changed (RIMG4006, RIMG6001).</exception>
    Task<TResult> WriteAsync(TImage image, CancellationToken cancellation = default);
}
