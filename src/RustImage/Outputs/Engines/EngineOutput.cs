using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>Loads an image into Docker or Podman. They take uncompressed layers, so nothing is compressed.</summary>
internal sealed class EngineOutput(IContainerEngine engine) : IImageOutput<Image, LoadedImage>
{
    /// <exception cref="RustImageException">
    /// RIMG6304: the engine refuses the image. RIMG6305: the engine has another image afterwards.
    /// RIMG4006, RIMG6001: a file of a layer has changed.
    /// </exception>
    public async Task<LoadedImage> WriteAsync(Image image, CancellationToken cancellation = default) =>
        new(engine.LocalName(image.Names[0]), await engine.LoadAsync(image, cancellation).ConfigureAwait(false));
}

/// <summary>An image in an engine.</summary>
/// <param name="Name">The image's main name in the engine's form.</param>
internal sealed record LoadedImage(string Name, LoadResult Sent);
