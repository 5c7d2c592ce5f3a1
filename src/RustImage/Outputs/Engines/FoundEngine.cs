namespace RustImage.Outputs.Engines;

/// <summary>An engine that answered, kept in a state: it is looked for before cargo compiles, and used afterwards.</summary>
/// <param name="Name">"Docker" or "Podman".</param>
/// <param name="Program">The engine's command: "docker", "podman".</param>
internal sealed record FoundEngine(string Name, string Program)
{
    /// <summary>Docker: whether it uses containerd's image store.</summary>
    public bool KeepsManifests { get; init; }

    /// <summary>Docker: whether it comes with an init program.</summary>
    public bool HasInit { get; init; }

    /// <summary>Podman: whether it runs in a virtual machine or on another host.</summary>
    public bool IsRemote { get; init; }

    /// <summary>Podman: an init program of this machine that it does not find by itself; null without one.</summary>
    public string? InitPath { get; init; }

    /// <param name="workingDirectory">The existing directory where the engine's command runs.</param>
    public IContainerEngine Open(string workingDirectory)
    {
        var command = new EngineCommand(Program, workingDirectory);
        return Name == Docker.EngineName ? new Docker(command, KeepsManifests, HasInit) : new Podman(command, IsRemote, InitPath);
    }
}
