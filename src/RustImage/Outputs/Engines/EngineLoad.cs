using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>Sends an image to an engine.</summary>
internal static class EngineLoad
{
    private static readonly string[] Arguments = ["load", "--quiet"];

    /// <summary>Sends an archive with the command <c>load</c> of Docker or Podman.</summary>
    /// <param name="names">The names that the image gets in the engine.</param>
    /// <param name="leftOut">The diffIDs of layers that the engine has.</param>
    /// <returns>The diffIDs of the layers that were not sent.</returns>
    /// <exception cref="RustImageException">RIMG6304: the engine refuses the image. RIMG4006: a file of a layer has changed.</exception>
    public static async Task<IReadOnlySet<Digest>> SendAsync(
        EngineCommand command, Image image, IReadOnlyList<string> names, IReadOnlySet<Digest> leftOut, CancellationToken cancellation)
    {
        (leftOut, var result) = await SendMissingOrAllAsync(
            leftOut, some => command.TryAsync(Arguments, cancellation, new EngineArchive(image, names, some).WriteAsync))
            .ConfigureAwait(false);
        return result.ExitCode == 0 ? leftOut : throw command.Failure(Arguments, result);
    }

    /// <summary>
    /// Sends the image without some layers. If the engine refuses that, since it may have removed a layer in the meantime, sends all.
    /// </summary>
    public static async Task<(IReadOnlySet<Digest> LeftOut, CommandResult Result)> SendMissingOrAllAsync(
        IReadOnlySet<Digest> leftOut, Func<IReadOnlySet<Digest>, Task<CommandResult>> send)
    {
        var result = await send(leftOut).ConfigureAwait(false);
        if (result.ExitCode == 0 || leftOut.Count == 0)
            return (leftOut, result);
        leftOut = new HashSet<Digest>();
        return (leftOut, await send(leftOut).ConfigureAwait(false));
    }
}
