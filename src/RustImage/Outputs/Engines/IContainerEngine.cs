using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>What was sent to an engine.</summary>
/// <param name="SentLayers">The number of layers that were sent. The engine had the others.</param>
/// <param name="SentBytes">The size of their tars in bytes.</param>
internal sealed record LoadResult(int SentLayers, long SentBytes);

/// <summary>Docker or Podman, used through its command, which knows how to reach its daemon.</summary>
internal interface IContainerEngine
{
    /// <summary>"Docker" or "Podman".</summary>
    string Name { get; }

    /// <summary>The engine's command: "docker", "podman".</summary>
    string Program { get; }

    /// <summary>
    /// The options of <c>run</c> that start the application below an init program; empty where the engine has none.
    /// </summary>
    /// <remarks>
    /// The kernel does not apply a signal's default to a container's first process. So without an init program, Ctrl+C does not end an
    /// application that does not handle it.
    /// </remarks>
    IReadOnlyList<string> InitOptions { get; }

    /// <summary>What the engine said of itself, from which it can be opened again.</summary>
    FoundEngine Found { get; }

    /// <summary>The name in the engine's form of an image that was loaded as <paramref name="name"/>.</summary>
    string LocalName(string name);

    /// <summary>Gives the engine the image with all its names. Layers that it has are not sent again, where it allows that.</summary>
    /// <exception cref="RustImageException">
    /// RIMG6304: the engine refuses the image. RIMG6305: it has another image afterwards. RIMG4006: a file of a layer has changed.
    /// </exception>
    Task<LoadResult> LoadAsync(Image image, CancellationToken cancellation);
}
