namespace RustImage.Outputs.Engines;

/// <summary><c>load</c>, which Docker and Podman both have.</summary>
internal static class EngineLoad
{
    private static readonly string[] Arguments = ["load", "--quiet"];

    /// <summary>Where the engine refuses an archive that lacks layers, for it may have removed one since, it gets them all.</summary>
    /// <param name="leftOut">Layers that the engine has.</param>
    /// <returns>Those that were left out in the end.</returns>
    /// <exception cref="RustImageException">RIMG6304: the engine refuses. RIMG4006: a file of a layer has changed.</exception>
    public static async Task<IReadOnlySet<Digest>> SendAsync(
        EngineCommand command, LocalImage image, IReadOnlySet<Digest> leftOut, CancellationToken cancellation)
    {
        var result = await command.TryAsync(Arguments, cancellation, new EngineArchive(image, leftOut).WriteAsync).ConfigureAwait(false);
        if (result.ExitCode != 0 && leftOut.Count > 0)
        {
            leftOut = new HashSet<Digest>();
            result = await command.TryAsync(Arguments, cancellation, new EngineArchive(image, leftOut).WriteAsync).ConfigureAwait(false);
        }
        return result.ExitCode == 0 ? leftOut : throw command.Failure(Arguments, result);
    }
}
