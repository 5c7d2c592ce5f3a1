using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>Loads an image into Docker or Podman. They take uncompressed layers, so nothing is compressed.</summary>
/// <param name="localRegistry">"Docker" or "Podman" in any case; null or empty for the first that answers.</param>
/// <param name="workingDirectory">The existing directory where the engine's command runs.</param>
internal sealed class EngineOutput(string? localRegistry, string workingDirectory) : IImageOutput<Image, LoadedImage>
{
    /// <exception cref="RustImageException">
    /// RIMG6301 to RIMG6303: no engine answers. RIMG6304: the engine refuses the image. RIMG6305: the engine has another image afterwards.
    /// RIMG4006, RIMG6001: a file of a layer has changed.
    /// </exception>
    public async Task<LoadedImage> WriteAsync(Image image, CancellationToken cancellation = default)
    {
        var engine = await EngineFinder.FindAsync(localRegistry, workingDirectory, cancellation).ConfigureAwait(false);
        return new LoadedImage(engine, engine.LocalName(image.Names[0]), await engine.LoadAsync(image, cancellation).ConfigureAwait(false));
    }
}

/// <summary>An image in an engine.</summary>
/// <param name="Name">The image's main name in the engine's form.</param>
internal sealed record LoadedImage(IContainerEngine Engine, string Name, LoadResult Sent);
