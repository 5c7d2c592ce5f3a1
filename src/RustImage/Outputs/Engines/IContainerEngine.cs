using RustImage.Images;

namespace RustImage.Outputs.Engines;

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

    /// <summary>
    /// Options of <c>run</c> that start the application below an init program; none where the engine has no such program.
    /// The kernel ignores a signal to the first process of a container that does not handle it, Ctrl+C's too.
    /// </summary>
    IReadOnlyList<string> InitOptions { get; }

    /// <summary>The name under which the engine has an image that was loaded as <paramref name="name"/>.</summary>
    string LocalName(string name);

    /// <summary>Makes the engine have the image under all its names, and sends only layers that it lacks where it allows that.</summary>
    /// <exception cref="RustImageException">RIMG6304: the engine refuses. RIMG6305: it has another image afterwards. RIMG4006: a file of a layer has changed.</exception>
    Task<LoadResult> LoadAsync(Image image, CancellationToken cancellation);
}
