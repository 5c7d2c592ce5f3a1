namespace RustImage.Images;

/// <summary>What a container starts (image-spec, config.md).</summary>
/// <param name="Entrypoint">The program and the arguments that always follow it.</param>
/// <param name="Arguments">The image's <c>Cmd</c>: arguments that a user of the image can replace.</param>
/// <param name="PrefersOtherArguments">
/// Whether ContainerEntrypointArgs was used without ContainerEntrypoint, which deserves a warning as in the .NET SDK.
/// </param>
internal sealed record StartCommand(IReadOnlyList<string> Entrypoint, IReadOnlyList<string> Arguments, bool PrefersOtherArguments = false)
{
    /// <summary>
    /// Combines the items as the .NET SDK does (ImageBuilder.DetermineEntrypointAndCmd of dotnet/sdk), except that no base image of .NET
    /// plays a part.
    /// </summary>
    /// <exception cref="RustImageException">RIMG5018 to RIMG5022: the items contradict each other.</exception>
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
            StartItems.Nowhere when items.OwnAppCommand.Concat(items.AppCommandArgs).ToList() is [var unused, ..] =>
                throw Messages.UnusedAppCommand(unused).ToException(),
            StartItems.Nowhere => new StartCommand([.. items.Entrypoint, .. items.EntrypointArgs], items.DefaultArgs),
            var unknown => throw Messages.BadAppCommandInstruction(unknown).ToException(),
        };
        return command is { Entrypoint: [], Arguments: [] } ? throw Messages.NothingToStart().ToException() : command;
    }
}

/// <summary>The items of a project that say what a container starts. Each list is in the order of its items.</summary>
/// <param name="Application">The path of the binary in the image.</param>
/// <param name="OwnAppCommand">ContainerAppCommand items; empty for the binary.</param>
/// <param name="AppCommandArgs">ContainerAppCommandArgs items.</param>
/// <param name="DefaultArgs">ContainerDefaultArgs items.</param>
/// <param name="Entrypoint">ContainerEntrypoint items.</param>
/// <param name="EntrypointArgs">ContainerEntrypointArgs items.</param>
/// <param name="Instruction">
/// ContainerAppCommandInstruction, which says where the application's command goes. Where it is empty, that depends on whether there
/// is an entrypoint.
/// </param>
internal sealed record StartItems(
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
