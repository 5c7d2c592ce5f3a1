using RustImage.Image;
using RustImage.Layers;

namespace RustImage.Outputs.Engines;

/// <summary>An image for an engine of this machine, which wants neither a manifest nor compressed layers.</summary>
/// <param name="Names">At least one, <c>hello:0.1.0</c>.</param>
/// <param name="Plans">How to write the layers, in their order.</param>
public sealed record LocalImage(IReadOnlyList<string> Names, Blob Config, IReadOnlyList<TarLayer> Layers, IReadOnlyList<PlannedLayer> Plans);

/// <param name="SentLayers">Those that the engine lacked.</param>
/// <param name="SentBytes">Of these, uncompressed.</param>
public sealed record LoadResult(int SentLayers, long SentBytes);

/// <summary>Docker or Podman, through its own command, which knows how its daemon is reached.</summary>
public interface IContainerEngine
{
    /// <summary>"Docker" or "Podman".</summary>
    string Name { get; }

    /// <summary>Its command.</summary>
    string Program { get; }

    /// <summary>Makes the engine have the image under all its names, and sends only layers that it lacks where it allows that.</summary>
    /// <exception cref="RustImageException">RIMG63xx: the engine refuses.</exception>
    Task<LoadResult> LoadAsync(LocalImage image, CancellationToken cancellation);
}
