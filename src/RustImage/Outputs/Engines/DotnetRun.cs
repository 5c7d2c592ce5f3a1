namespace RustImage.Outputs.Engines;

/// <summary>What <c>dotnet run</c> passes to the engine, before the user's own arguments.</summary>
/// <param name="Arguments">One text, quoted for .NET and Windows.</param>
/// <param name="Warning">RIMG6308: signals don't reach the application. Null where they do.</param>
internal sealed record DotnetRun(string Arguments, Diagnostic? Warning)
{
    /// <param name="engine">"Docker" or "Podman".</param>
    /// <param name="initOptions">Options of the engine's <c>run</c> that make signals reach the application; may be empty.</param>
    /// <param name="options">RustImageRunArguments, as one would type them.</param>
    /// <param name="hasTerminal">Whether <c>dotnet run</c> has a terminal, which the container gets.</param>
    /// <exception cref="RustImageException">RIMG6307: a quote in the options is not closed.</exception>
    public static DotnetRun Create(string engine, IReadOnlyList<string> initOptions, string options, string image, bool hasTerminal)
    {
        string[] terminal = hasTerminal ? ["--tty"] : [];
        string[] words = ["run", "--rm", "--pull=never", "--interactive", .. terminal, .. initOptions, .. RunOptions.Split(options), image];
        return new DotnetRun(RunOptions.Join(words), initOptions.Count == 0 ? Messages.NoInit(engine) : null);
    }
}
