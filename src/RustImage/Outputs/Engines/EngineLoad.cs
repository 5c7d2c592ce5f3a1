using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>Sends an image to an engine in the ways that it takes one.</summary>
internal static class EngineLoad
{
    private static readonly string[] Arguments = ["load", "--quiet"];

    /// <summary>By <c>load</c>, which Docker and Podman both have.</summary>
    /// <param name="names">What the engine shall call the image.</param>
    /// <param name="leftOut">Layers that the engine has.</param>
    /// <returns>Those that were left out in the end.</returns>
    /// <exception cref="RustImageException">RIMG6304: the engine refuses. RIMG4006: a file of a layer has changed.</exception>
    public static async Task<IReadOnlySet<Digest>> SendAsync(
        EngineCommand command, Image image, IReadOnlyList<string> names, IReadOnlySet<Digest> leftOut, CancellationToken cancellation)
    {
        (leftOut, var result) = await WithoutOrWithAllAsync(
            leftOut, some => command.TryAsync(Arguments, cancellation, new EngineArchive(image, names, some).WriteAsync))
            .ConfigureAwait(false);
        return result.ExitCode == 0 ? leftOut : throw command.Failure(Arguments, result);
    }

    /// <summary>Where the engine refuses an image that lacks layers, for it may have removed one since, it gets them all.</summary>
    public static async Task<(IReadOnlySet<Digest> LeftOut, CommandResult Result)> WithoutOrWithAllAsync(
        IReadOnlySet<Digest> leftOut, Func<IReadOnlySet<Digest>, Task<CommandResult>> send)
    {
        var result = await send(leftOut).ConfigureAwait(false);
        if (result.ExitCode == 0 || leftOut.Count == 0)
            return (leftOut, result);
        leftOut = new HashSet<Digest>();
        return (leftOut, await send(leftOut).ConfigureAwait(false));
    }
}
