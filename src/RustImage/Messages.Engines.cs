namespace RustImage;

/// <summary>Docker and Podman, whose own first words are quoted.</summary>
public static partial class Messages
{
    public static Diagnostic BadLocalRegistry(string value) => new("RIMG6301",
        $"LocalRegistry is '{value}', which is no container engine: it takes Docker or Podman, or nothing for the one that is there.");

    /// <param name="states">What was found of each, "docker is not installed".</param>
    public static Diagnostic NoEngine(IReadOnlyList<string> states) => new("RIMG6302",
        $"There is no container engine to load the image into: {string.Join("; ", states)}. Start one or install one, or build the archive only, which needs none ('dotnet build').");

    /// <param name="name">"Docker" or "Podman".</param>
    public static Diagnostic EngineUnavailable(string name, string state) => new("RIMG6303",
        $"LocalRegistry is '{name}', but {state}: start it or install it, or leave LocalRegistry empty to take the engine that is there.");

    /// <param name="command">Without its arguments: "docker load".</param>
    public static Diagnostic EngineCommandFailed(string command, int exitCode, string reason) => new("RIMG6304",
        $"'{command}' ended with {exitCode} ({reason.TrimEnd('.')}): check that the engine works and that its disk has room ('{command.Split(' ')[0]} info'), and build again.");

    public static Diagnostic OtherImageLoaded(string engine, string name, string expected, string found) => new("RIMG6305",
        $"{engine} has {found} under the name '{name}' after loading {expected}: see that no other build loads an image of that name at the same time, and build again.");

    /// <param name="reason">Of exit code 125, with which an engine tells that it could not start the container; null otherwise.</param>
    public static Diagnostic ContainerFailed(string image, int exitCode, string? reason) => new("RIMG6306", $"{(reason is null
        ? $"The container of '{image}' ended with exit code {exitCode}: its own output is above; start it by hand with 'dotnet run' to look closer."
        : $"No container of '{image}' could be started ({reason.TrimEnd('.')}): check RustImageRunArguments, which holds options of the engine's 'run'.")}");

    public static Diagnostic OpenQuote(string text) => new("RIMG6307",
        $"RustImageRunArguments is '{text}', in which a quote is opened and not closed: close it, or put the other kind of quotes around this one.");

    public static Diagnostic NoInit(string engine) => new("RIMG6308",
        $"{engine} has no init program for its containers, so Ctrl+C ends the application only where it handles SIGINT itself: install catatonit (Debian: 'apt-get install catatonit').");
}
