namespace RustImage.Images;

/// <summary>What a container starts (image-spec, config.md): the entrypoint, then arguments that whoever runs the image replaces.</summary>
/// <param name="Arguments">The image's <c>Cmd</c>.</param>
/// <param name="PrefersOtherArguments">Whether ContainerEntrypointArgs came alone, which .NET warns of.</param>
public sealed record StartCommand(IReadOnlyList<string> Entrypoint, IReadOnlyList<string> Arguments, bool PrefersOtherArguments = false)
{
    /// <summary>As the .NET SDK puts it together (ImageBuilder.DetermineEntrypointAndCmd of dotnet/sdk), but for its base images.</summary>
    /// <exception cref="RustImageException">RIMG5018 to RIMG5022: items that don't go together.</exception>
    public static StartCommand Create(StartItems items)
    {
        if (items.Instruction.Length == 0 && items is { Entrypoint: [], EntrypointArgs: [_, ..], DefaultArgs: [], AppCommandArgs: [] })
            return new StartCommand(items.AppCommand, items.EntrypointArgs, PrefersOtherArguments: true);
        if (items is { Entrypoint: [], EntrypointArgs: [_, ..] })
            throw Messages.EntrypointArgsAlone(items.EntrypointArgs[0]).ToException();
        var command = items.InstructionOrDefault switch
        {
            StartItems.InEntrypoint when items.Entrypoint is [var other, ..] => throw Messages.TwoEntrypoints(other).ToException(),
            StartItems.InEntrypoint => new StartCommand([.. items.AppCommand, .. items.AppCommandArgs], items.DefaultArgs),
            StartItems.InArguments => new StartCommand(
                [.. items.Entrypoint, .. items.EntrypointArgs], [.. items.AppCommand, .. items.AppCommandArgs, .. items.DefaultArgs]),
            StartItems.Nowhere when items.OwnAppCommand.Concat(items.AppCommandArgs).ToList() is [var unused, ..] => throw Messages.UnusedAppCommand(unused).ToException(),
            StartItems.Nowhere => new StartCommand([.. items.Entrypoint, .. items.EntrypointArgs], items.DefaultArgs),
            var unknown => throw Messages.BadAppCommandInstruction(unknown).ToException(),
        };
        return command is { Entrypoint: [], Arguments: [] } ? throw Messages.NothingToStart().ToException() : command;
    }
}

/// <summary>What a project says of a container's start, each in the order of its items.</summary>
/// <param name="Application">The binary's path in the image.</param>
/// <param name="OwnAppCommand">ContainerAppCommand; none for the application.</param>
/// <param name="Instruction">ContainerAppCommandInstruction: where the application's command goes; empty to decide by the entrypoint.</param>
public sealed record StartItems(
    string Application,
    IReadOnlyList<string> OwnAppCommand,
    IReadOnlyList<string> AppCommandArgs,
    IReadOnlyList<string> DefaultArgs,
    IReadOnlyList<string> Entrypoint,
    IReadOnlyList<string> EntrypointArgs,
    string Instruction)
{
    internal const string InEntrypoint = "Entrypoint";
    internal const string InArguments = "DefaultArgs";
    internal const string Nowhere = "None";

    internal IReadOnlyList<string> AppCommand => OwnAppCommand.Count > 0 ? OwnAppCommand : [Application];

    internal string InstructionOrDefault => Instruction.Length > 0 ? Instruction : Entrypoint.Count > 0 ? InArguments : InEntrypoint;
}
