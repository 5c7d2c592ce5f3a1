using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>Has a podman of this machine take an image from a layout, with <c>podman pull oci:DIRECTORY</c>.</summary>
internal static class PodmanPull
{
    /// <param name="names">In podman's form.</param>
    /// <param name="leftOut">Layers that podman has.</param>
    /// <returns>Those that were left out in the end.</returns>
    /// <exception cref="RustImageException">RIMG6304: podman refuses. RIMG6305: it took another image. RIMG4006: a file of a layer has changed.</exception>
    public static async Task<IReadOnlySet<Digest>> TakeAsync(
        EngineCommand command, Image image, IReadOnlyList<string> names, IReadOnlySet<Digest> leftOut, CancellationToken cancellation)
    {
        (leftOut, var result) = await EngineLoad.WithoutOrWithAllAsync(leftOut, some => PullAsync(command, image, some, cancellation)).ConfigureAwait(false);
        if (result.ExitCode != 0)
            throw command.Failure(["pull"], result);
        var found = result.StandardOutput.Trim();
        if (found != image.Config.Digest.Hex)
            throw Messages.OtherImageLoaded(Podman.EngineName, names[0], image.Config.Digest.ToString(), found).ToException();

        // Podman named the new image after the directory. It is quick, and half of it would leave that name behind.
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
            // TMPDIR: a podman that is ended leaves its temporary files, and these go with the layout.
            return await (command with { WorkingDirectory = layout.Parent }).TryAsync(
                ["pull", "--quiet", $"oci:{layout.Name}"], cancellation, environment: new Dictionary<string, string?> { ["TMPDIR"] = layout.Parent }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It may just have been done.
            await command.TryAsync(["rmi", $"localhost/{layout.Name}:latest"], CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}
