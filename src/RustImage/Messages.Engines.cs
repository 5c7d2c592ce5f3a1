namespace RustImage;

/// <summary>6301 to 6319: Docker and Podman. Messages quote the first lines of what they say.</summary>
internal static partial class Messages
{
    public static Diagnostic BadLocalRegistry(string value) => new("RIMG6301",
        $"LocalRegistry is '{value}', which is not a container engine: set Docker or Podman, or leave it empty to use the one that runs.");

    /// <param name="states">What was found for each engine: "'docker' is not installed".</param>
    public static Diagnostic NoEngine(IReadOnlyList<string> states) => new("RIMG6302",
        $"There is no container engine to load the image into: {string.Join("; ", states)}. "
        + $"Start or install one; or build only the archive, which needs no engine ('dotnet build').");

    /// <param name="name">"Docker" or "Podman".</param>
    public static Diagnostic EngineUnavailable(string name, string state) => new("RIMG6303",
        $"LocalRegistry is '{name}', but {state}: start or install it, or leave LocalRegistry empty to use the engine that runs.");

    /// <param name="command">The command without its arguments: "docker load".</param>
    public static Diagnostic EngineCommandFailed(string command, int exitCode, string reason) => new("RIMG6304",
        $"'{command}' ended with exit code {exitCode} ({reason.TrimEnd('.')}): check that the engine works and that its disk is not full "
        + $"('{command.Split(' ')[0]} info'), and build again.");

    public static Diagnostic OtherImageLoaded(string engine, string name, string expected, string found) => new("RIMG6305",
        $"{engine} has {found} under the name '{name}' after it loaded {expected}: "
        + $"check that no other build loads an image with that name at the same time, and build again.");

    /// <param name="reason">Why the engine could not start the container (exit code 125); null where it started.</param>
    public static Diagnostic ContainerFailed(string image, int exitCode, string? reason) => new("RIMG6306", $"{(reason is null
        ? $"The container of '{image}' ended with exit code {exitCode}: its output is above; to examine it, start it with 'dotnet run'."
        : $"No container of '{image}' could be started ({reason.TrimEnd('.')}): "
            + "check RustImageRunArguments, which has options of the engine's 'run'.")}");

    public static Diagnostic OpenQuote(string text) => new("RIMG6307",
        $"RustImageRunArguments is '{text}', where a quote is not closed: close it, or put the other kind of quotes around this one.");

    public static Diagnostic NoInit(string engine) => new("RIMG6308",
        $"{engine} has no init program for its containers, so Ctrl+C ends the application only if it handles SIGINT itself: "
        + $"install catatonit (on Debian: 'apt-get install catatonit').");
}
