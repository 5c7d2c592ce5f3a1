namespace RustImage.Outputs.Engines;

/// <summary>Runs a container to its end, without a terminal and without input.</summary>
/// <param name="Program">The engine's command: "docker", "podman".</param>
/// <param name="WorkingDirectory">The directory where relative paths in the options start.</param>
/// <param name="Options">Options of the command <c>run</c>.</param>
/// <param name="Image">A name of an image in the engine.</param>
internal sealed record ContainerRun(string Program, string WorkingDirectory, IReadOnlyList<string> Options, string Image)
{
    /// <summary>The exit code for a container that could not even be started (docker-run(1), "Exit Status").</summary>
    private const int EngineFailure = 125;

    /// <summary>The number of last error lines that are kept, since one of them may have the engine's reason.</summary>
    private const int KeptErrors = 10;

    /// <summary>
    /// A label by which the container is found again, whatever its name. It goes on running when the engine's command ends.
    /// </summary>
    private readonly string _label = $"rustimage.run={Guid.NewGuid():n}";

    /// <param name="onLine">Called with each line of the container's output and errors.</param>
    /// <exception cref="RustImageException">RIMG6306: the exit code of the container is not 0.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled, and the container was removed.</exception>
    public async Task RunAsync(Action<string> onLine, CancellationToken cancellation)
    {
        var errors = new Queue<string>();
        var lines = new Lock();
        try
        {
            var command = new Command(Program, ["run", "--rm", "--pull=never", "--label", _label, .. Options, Image], WorkingDirectory);
            var code = await ProcessRunner.RunAsync(command, Report, ReportError, cancellation).ConfigureAwait(false);
            if (code == EngineFailure)
            {
                var result = new CommandResult(code, "", string.Join('\n', errors));
                throw Messages.ContainerFailed(Image, code, EngineCommand.Reason(result)).ToException();
            }
            if (code != 0)
                throw Messages.ContainerFailed(Image, code, null).ToException();
        }
        catch (OperationCanceledException)
        {
            await RemoveAsync().ConfigureAwait(false);
            throw;
        }

        void Report(string line)
        {
            lock (lines)
                onLine(line);
        }

        void ReportError(string line)
        {
            errors.Enqueue(line);
            if (errors.Count > KeptErrors)
                errors.Dequeue();
            Report(line);
        }
    }

    /// <summary>
    /// Kills the container before it removes it: podman's <c>rm</c> alone waits ten seconds for a running one. Each command may fail, since
    /// <c>--rm</c> may have removed the container already.
    /// </summary>
    private async Task RemoveAsync()
    {
        var engine = new EngineCommand(Program, WorkingDirectory);
        var answer = await engine.TryAsync(["ps", "--all", "--quiet", "--filter", $"label={_label}"], CancellationToken.None)
            .ConfigureAwait(false);
        if (answer.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [_, ..] ids)
        {
            await engine.TryAsync(["kill", .. ids], CancellationToken.None).ConfigureAwait(false);
            await engine.TryAsync(["rm", "--force", .. ids], CancellationToken.None).ConfigureAwait(false);
        }
    }
}
