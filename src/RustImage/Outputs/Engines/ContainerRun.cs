namespace RustImage.Outputs.Engines;

/// <summary>A container that runs to its end, without a terminal and without input.</summary>
/// <param name="Program">The engine's command.</param>
/// <param name="WorkingDirectory">Where relative paths of the options start.</param>
/// <param name="Options">Of the engine's <c>run</c>.</param>
/// <param name="Image">A name that the engine knows.</param>
public sealed record ContainerRun(string Program, string WorkingDirectory, IReadOnlyList<string> Options, string Image)
{
    /// <summary>With which an engine tells that it could not even start the container (docker-run(1), "Exit Status").</summary>
    private const int EngineFailure = 125;

    /// <summary>Lines that may hold the engine's reason.</summary>
    private const int KeptErrors = 10;

    /// <summary>Finds a container again whatever its name: the engine's command may end, and the container goes on.</summary>
    private readonly string _label = $"rustimage.run={Guid.NewGuid():n}";

    /// <param name="onLine">Gets each line of the container's output and errors as it comes.</param>
    /// <exception cref="RustImageException">RIMG6306: the container ended with another exit code than 0.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the container is removed.</exception>
    public async Task RunAsync(Action<string> onLine, CancellationToken cancellation)
    {
        var errors = new Queue<string>();
        var lines = new Lock();
        try
        {
            var code = await ProcessRunner.RunAsync(
                new Command(Program, ["run", "--rm", "--pull=never", "--label", _label, .. Options, Image], WorkingDirectory), Report, ReportError, cancellation)
                .ConfigureAwait(false);
            if (code == EngineFailure)
                throw Messages.ContainerFailed(Image, code, EngineCommand.Reason(new CommandResult(code, "", string.Join('\n', errors)))).ToException();
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

    /// <remarks>Killed first: podman's <c>rm</c> would give a running one ten seconds. Either may fail where the other has done it.</remarks>
    private async Task RemoveAsync()
    {
        var engine = new EngineCommand(Program, WorkingDirectory);
        var answer = await engine.TryAsync(["ps", "--all", "--quiet", "--filter", $"label={_label}"], CancellationToken.None).ConfigureAwait(false);
        if (answer.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [_, ..] ids)
        {
            await engine.TryAsync(["kill", .. ids], CancellationToken.None).ConfigureAwait(false);
            await engine.TryAsync(["rm", "--force", .. ids], CancellationToken.None).ConfigureAwait(false);
        }
    }
}
