namespace RustImage;

/// <summary>4007 to 4015, 5008 to 5029 and 5041 to 5046: what a project adds to its image, and the image's configuration.</summary>
internal static partial class Messages
{
    private const string LineFeeds = "save the script with line feeds, without carriage returns.";

    public static Diagnostic BadPlace(string item, string path) => new("RIMG4007",
        $"{item} '{path}' is not a path in the image: write an absolute path, such as /var/lib/app.");

    public static Diagnostic BadLinkTarget(string path, string target) => new("RIMG4008",
        $"LinkTarget of RustImageLink '{path}' is '{target}': write the path that the link leads to, such as /usr/bin/tool, or one "
        + $"relative to the link's directory, such as ../bin/tool.");

    public static Diagnostic NoFileMatches(string pattern, string file, int line, int column) => new("RIMG4010",
        $"RustImageFile '{pattern}' matches no file, so it adds nothing to the image: correct the pattern, or set Optional=\"true\" where "
        + $"there may be no file.", file, line, column);

    /// <param name="place">The missing path at the end of all links; null where the links form a loop.</param>
    public static Diagnostic LinkTargetMissing(string link, string target, string? place) => new("RIMG4011",
        $"RustImageLink '{link}' leads to '{target}', but {Lacks(place)}: correct LinkTarget, add the file (RustImageFile, ImagePackage), "
        + $"declare a ContainerVolume that brings it, or set Optional=\"true\" on the link.");

    public static Diagnostic ScriptInterpreterMissing(string script, string interpreter) => new("RIMG4012",
        $"The script '{script}' is run by '{interpreter}', which is not in the image, so it can't start: "
        + $"{(interpreter.EndsWith('\r') ? LineFeeds : Supply(ImagePath.NameOf(interpreter)))}");

    public static Diagnostic ScriptProgramMissing(
        string script, string program, string path, IReadOnlyList<string> directories) => new("RIMG4013",
        $"The script '{script}' is run by '{program}', which is in no directory of the image's PATH ({path}), so it can't start: "
        + $"{(program.EndsWith('\r') ? LineFeeds : directories.Count > 0 ? AddToPath(directories[0]) : Supply(program))}");

    public static Diagnostic NoKey(string item, string value) => new("RIMG5008",
        $"A {item} with the value '{value}' has no key: write the key into Include, such as org.example.team.");

    public static Diagnostic BadKey(string item, string key) => new("RIMG5009",
        $"The key of {item} '{key}' has spaces or control characters: write a key without them, such as org.example.team.");

    public static Diagnostic KeyTakenTwice(string item, string key, string one, string other) => new("RIMG5010",
        $"{item} '{key}' has two values, '{one}' and '{other}': "
        + $"keep one of the items, or change the value with <{item} Update=\"{key}\" … />.");

    public static Diagnostic BadAnnotationLevel(string key, string level) => new("RIMG5011",
        $"Level of ContainerAnnotation '{key}' is '{level}': set manifest (the default) or index.");

    public static Diagnostic BadDuration(string property, string value) => new("RIMG5012",
        $"{property} is '{value}': write a length of time of at least 1ms, such as 30s, 1m30s or 500ms, or 0s for the engine's default.");

    public static Diagnostic BadRetries(string value) => new("RIMG5013",
        $"ContainerHealthCheckRetries is '{value}': write a number of failures in a row, such as 3.");

    public static Diagnostic HealthCheckWithoutCommand(string property, string value) => new("RIMG5014",
        $"{property} is '{value}', but the health check has no command: "
        + $"name the program and its arguments with ContainerHealthCheck items, in their order.");

    public static Diagnostic BadStopSignal(string value) => new("RIMG5015",
        $"ContainerStopSignal is '{value}', which is not a signal of Linux: "
        + $"write a name such as SIGTERM or SIGRTMIN+3, or a number such as 15.");

    public static Diagnostic BadVolume(string path) => new("RIMG5016",
        $"ContainerVolume is '{path}': write the absolute path of a directory in the image, such as /data.");

    public static Diagnostic PortConflict(string port, string type) => new("RIMG5017",
        $"ContainerPort is '{port}', but its Type is '{type}': "
        + $"leave one of the two out, or write two items where the application listens on both.");

    public static Diagnostic BadAppCommandInstruction(string value) => new("RIMG5018",
        $"ContainerAppCommandInstruction is '{value}': set Entrypoint, DefaultArgs or None.");

    public static Diagnostic TwoEntrypoints(string entrypoint) => new("RIMG5019",
        $"ContainerEntrypoint is '{entrypoint}', but ContainerAppCommandInstruction 'Entrypoint' makes the application the entrypoint: "
        + $"leave one of the two out, or set DefaultArgs so that the entrypoint starts the application.");

    public static Diagnostic UnusedAppCommand(string text) => new("RIMG5020",
        $"ContainerAppCommandInstruction is 'None', so nothing uses '{text}' of ContainerAppCommand or ContainerAppCommandArgs: "
        + $"remove these items, or set Entrypoint or DefaultArgs.");

    public static Diagnostic EntrypointArgsAlone(string text) => new("RIMG5021",
        $"ContainerEntrypointArgs has '{text}', but there is no ContainerEntrypoint: "
        + $"name its program, or use ContainerAppCommandArgs for the application's arguments.");

    public static Diagnostic NothingToStart() => new("RIMG5022",
        $"ContainerAppCommandInstruction is 'None' and there is no ContainerEntrypoint, so a container has nothing to start: "
        + $"add a ContainerEntrypoint, or leave the instruction out.");

    public static Diagnostic EntrypointArgsForApplication(string text) => new("RIMG5023",
        $"ContainerEntrypointArgs has '{text}' without a ContainerEntrypoint, so these become arguments of the application that a user may "
        + $"replace: write them as ContainerDefaultArgs; or use ContainerAppCommandArgs for arguments that always follow the application.");

    public static Diagnostic BadCompressionLevel(string value) => new("RIMG5024",
        $"RustImageCompressionLevel is '{value}': set it to 'fast', 'balanced' or 'small'.");

    public static Diagnostic BadImageFormat(string value) => new("RIMG5041",
        $"ContainerImageFormat is '{value}', but images are written in OCI's format only, which Docker, Podman and registries read: "
        + $"leave it out, or set OCI.");

    public static Diagnostic DockerImageFormat(string value) => new("RIMG5046",
        $"ContainerImageFormat is '{value}', but the image is written in OCI's format, which Docker, Podman and registries read, too: "
        + $"leave it out, or set OCI.");

    public static Diagnostic PlatformNamesDiffer(
        string one, IReadOnlyList<string> names, string other, IReadOnlyList<string> others) => new("RIMG5042",
        $"The image is called {List(names)} on '{one}', but {List(others)} on '{other}', and one index has one set of names: give "
        + $"ContainerRegistry, ContainerRepository and ContainerImageTags the same values for every platform.");

    public static Diagnostic PlatformTwice(string one, string other, string platform) => new("RIMG5044",
        $"ContainerRuntimeIdentifiers has '{one}' and '{other}', which are both the platform '{platform}': remove one of them.");

    public static Diagnostic ObsoleteImageName(string name) => new("RIMG5043",
        $"ContainerImageName is '{name}', which is the old name of ContainerRepository: rename the property. "
        + $"Its value is used where ContainerRepository is not set.");

    private static string Lacks(string? place) => place is null ? "its links form a loop" : $"the image has no '{place}'";

    private static string AddToPath(string directory) => $"add '{directory}' to PATH with a ContainerEnvironmentVariable.";

    /// <summary>Says which item adds a program. Debian's packages of the most common ones need no further package.</summary>
    private static string Supply(string program)
    {
        string? package = program switch
        {
            "sh" or "dash" => "dash",
            "bash" => "bash",
            "env" => "coreutils",
            "perl" => "perl-base",
            _ => null,
        };
        return (package is null
            ? $"add it with a RustImageFile item, or with an ImagePackage item for each Debian package that it needs"
            : $"add it with <ImagePackage Include=\"{package}\" Files=\"/usr/bin/{program}\" /> or a RustImageFile item")
            + ", or choose a ContainerBaseImage that has it.";
    }
}
