using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>Loads an image into a local Podman from a layout, with <c>podman pull oci:DIRECTORY</c>.</summary>
internal static class PodmanPull
{
    /// <param name="names">The names that the image gets, in Podman's form.</param>
    /// <param name="leftOut">The diffIDs of layers that Podman has.</param>
    /// <returns>The diffIDs of the layers that were not sent.</returns>
    /// <exception cref="RustImageException">
    /// RIMG6304: Podman refuses the image. RIMG6305: it loaded another image. RIMG4006: a file of a layer has changed.
    /// </exception>
    public static async Task<IReadOnlySet<Digest>> TakeAsync(
        EngineCommand command, Image image, IReadOnlyList<string> names, IReadOnlySet<Digest> leftOut, CancellationToken cancellation)
    {
        (leftOut, var result) = await EngineLoad.SendMissingOrAllAsync(leftOut, some => PullAsync(command, image, some, cancellation))
            .ConfigureAwait(false);
        if (result.ExitCode != 0)
            throw command.Failure(["pull"], result);
        var found = result.StandardOutput.Trim();
        if (found != image.Config.Digest.Hex)
            throw Messages.OtherImageLoaded(Podman.EngineName, names[0], image.Config.Digest.ToString(), found).ToException();

        // Podman named the image after the directory. Renaming is quick, and half of it would leave that name, so it is not cancelled.
        await command.CaptureAsync(["untag", found], CancellationToken.None).ConfigureAwait(false);
        await command.CaptureAsync(["tag", found, .. names], CancellationToken.None).ConfigureAwait(false);
        return leftOut;
    }

    private static async Task<CommandResult> PullAsync(
        EngineCommand command, Image image, IReadOnlySet<Digest> leftOut, CancellationToken cancellation)
    {
        using var layout = await Task.Run(() => EngineLayout.Create(image, leftOut, cancellation), cancellation).ConfigureAwait(false);
        try
        {
            // TMPDIR is set since a cancelled Podman leaves its temporary files, which are deleted with the layout.
            var environment = new Dictionary<string, string?> { ["TMPDIR"] = layout.Parent };
            return await (command with { WorkingDirectory = layout.Parent })
                .TryAsync(["pull", "--quiet", $"oci:{layout.Name}"], cancellation, environment: environment).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Podman may have finished just before, so its image is removed.
            await command.TryAsync(["rmi", $"localhost/{layout.Name}:latest"], CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}
