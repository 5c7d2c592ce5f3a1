using System.ComponentModel;

namespace RustImage.Outputs.Engines;

/// <summary>Finds a container engine on this machine.</summary>
internal static class EngineFinder
{
    private static readonly string[] Known = [Docker.EngineName, Podman.EngineName];

    /// <summary>Finds the engine that the user names; without a name, Docker if it answers, else Podman.</summary>
    /// <param name="localRegistry">LocalRegistry: "Docker" or "Podman" in any case; null or empty for the first that answers.</param>
    /// <param name="workingDirectory">The existing directory where the engine's command runs.</param>
    /// <exception cref="RustImageException">
    /// RIMG6301: the name is unknown. RIMG6302: no engine answers. RIMG6303: the named engine does not answer.
    /// </exception>
    public static Task<IContainerEngine> FindAsync(string? localRegistry, string workingDirectory, CancellationToken cancellation) =>
        FindAsync(localRegistry, name => new EngineCommand(name.ToLowerInvariant(), workingDirectory), cancellation);

    /// <param name="commandOf">Returns the command of the engine with a name.</param>
    internal static async Task<IContainerEngine> FindAsync(
        string? localRegistry, Func<string, EngineCommand> commandOf, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(localRegistry))
        {
            var name = Known.FirstOrDefault(k => k.Equals(localRegistry, StringComparison.OrdinalIgnoreCase))
                ?? throw Messages.BadLocalRegistry(localRegistry).ToException();
            var (engine, state) = await AskAsync(name, commandOf(name), cancellation).ConfigureAwait(false);
            return engine ?? throw Messages.EngineUnavailable(name, state).ToException();
        }
        var states = new List<string>();
        foreach (var name in Known)
        {
            var (engine, state) = await AskAsync(name, commandOf(name), cancellation).ConfigureAwait(false);
            if (engine is not null)
                return engine;
            states.Add(state);
        }
        throw Messages.NoEngine(states).ToException();
    }

    /// <returns>The engine; or null, and why there is none.</returns>
    private static async Task<(IContainerEngine? Engine, string State)> AskAsync(
        string name, EngineCommand command, CancellationToken cancellation)
    {
        try
        {
            var answer = await command.TryAsync(["info", "--format", "{{json .}}"], cancellation).ConfigureAwait(false);
            if (answer.ExitCode == 0
                && ForeignJson.TryRead(answer.StandardOutput, info => Tuple.Create(Read(command, info, name))) is { } read)
                return read.Item1;
            return (null, $"'{command.Program}' does not answer ({EngineCommand.Reason(answer).TrimEnd('.')})");
        }
        catch (Win32Exception e)
        {
            const int NoSuchFile = 2; // the same number in errno and in Windows
            return (null, e.NativeErrorCode == NoSuchFile
                ? $"'{command.Program}' is not installed" : $"'{command.Program}' can't be started ({e.Message.TrimEnd('.')})");
        }
    }

    /// <remarks>The docker command may be Podman under that name. Its answer shows that.</remarks>
    internal static (IContainerEngine? Engine, string State) Read(EngineCommand command, ForeignJson info, string name)
    {
        if (info["host"] is { IsObject: true } host)
            return (Podman.Of(command, host), "");
        if (name == Podman.EngineName)
            return (null, $"'{command.Program}' is not Podman");
        // Older commands exit with 0 although the daemon does not answer.
        if (info["ServerErrors"].Texts() is [var error, ..])
            return (null, $"'{command.Program}' does not answer ({error.TrimEnd('.')})");
        return (Docker.Of(command, info), "");
    }
}
