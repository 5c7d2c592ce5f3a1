using System.ComponentModel;

namespace RustImage.Outputs.Engines;

/// <summary>The container engines of this machine.</summary>
public static class EngineFinder
{
    private static readonly string[] Known = [Docker.EngineName, Podman.EngineName];

    /// <summary>The engine that is wanted; where none is, Docker before Podman.</summary>
    /// <param name="localRegistry">"Docker" or "Podman" in any case, as in the .NET SDK; null or empty for the one that answers.</param>
    /// <param name="workingDirectory">Where the engine's command runs: an existing directory.</param>
    /// <exception cref="RustImageException">RIMG6301: there is no such engine. RIMG6302: none answers. RIMG6303: the one that is wanted does not.</exception>
    public static Task<IContainerEngine> FindAsync(string? localRegistry, string workingDirectory, CancellationToken cancellation) =>
        FindAsync(localRegistry, name => new EngineCommand(name.ToLowerInvariant(), workingDirectory), cancellation);

    /// <param name="commandOf">The command of an engine by its name.</param>
    internal static async Task<IContainerEngine> FindAsync(string? localRegistry, Func<string, EngineCommand> commandOf, CancellationToken cancellation)
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

    /// <returns>The engine, or what was found in its place.</returns>
    private static async Task<(IContainerEngine? Engine, string State)> AskAsync(string name, EngineCommand command, CancellationToken cancellation)
    {
        try
        {
            var answer = await command.TryAsync(["info", "--format", "{{json .}}"], cancellation).ConfigureAwait(false);
            if (answer.ExitCode == 0 && ForeignJson.TryRead(answer.StandardOutput, info => Tuple.Create(Read(command, info, name))) is { } read)
                return read.Item1;
            return (null, $"'{command.Program}' does not answer ({EngineCommand.Reason(answer).TrimEnd('.')})");
        }
        catch (Win32Exception e)
        {
            const int NoSuchFile = 2; // in errno and in Windows' own numbers
            return (null, e.NativeErrorCode == NoSuchFile ? $"'{command.Program}' is not installed" : $"'{command.Program}' can't be started ({e.Message.TrimEnd('.')})");
        }
    }

    /// <remarks>The docker command may be podman under another name, which answers in its own form.</remarks>
    internal static (IContainerEngine? Engine, string State) Read(EngineCommand command, ForeignJson info, string name)
    {
        if (info["host"] is { IsObject: true } host)
            return (Podman.Of(command, host), "");
        if (name == Podman.EngineName)
            return (null, $"'{command.Program}' is not Podman");
        // Older commands end with 0 all the same.
        if (info["ServerErrors"].Texts() is [var error, ..])
            return (null, $"'{command.Program}' does not answer ({error.TrimEnd('.')})");
        return (Docker.Of(command, info), "");
    }
}
