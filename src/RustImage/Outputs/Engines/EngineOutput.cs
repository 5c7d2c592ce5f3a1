using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>Docker or Podman of this machine. It builds containers from the layers as they are, so nothing is compressed.</summary>
/// <param name="localRegistry">"Docker" or "Podman" in any case; null or empty for the one that answers.</param>
/// <param name="workingDirectory">Where the engine's command runs: an existing directory.</param>
public sealed class EngineOutput(string? localRegistry, string workingDirectory) : IImageOutput<Image, LoadedImage>
{
    /// <exception cref="RustImageException">
    /// RIMG6301 to RIMG6303: there is no such engine, or it does not answer. RIMG6304: it refuses. RIMG6305: it has another image after it.
    /// RIMG4006, RIMG6001: a file of a layer has changed.
    /// </exception>
    public async Task<LoadedImage> WriteAsync(Image image, CancellationToken cancellation = default)
    {
        var engine = await EngineFinder.FindAsync(localRegistry, workingDirectory, cancellation).ConfigureAwait(false);
        return new LoadedImage(engine, engine.LocalName(image.Names[0]), await engine.LoadAsync(image, cancellation).ConfigureAwait(false));
    }
}

/// <param name="Engine">Which has the image.</param>
/// <param name="Name">The image's main name there.</param>
public sealed record LoadedImage(IContainerEngine Engine, string Name, LoadResult Sent);
