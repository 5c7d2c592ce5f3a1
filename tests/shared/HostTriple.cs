namespace RustImage.Testing;

/// <summary>The triple that rustc builds for by default. cargo's files for it are in a directory of this name.</summary>
public static class HostTriple
{
    private static readonly Lazy<string> Answer = new(() => ProcessRunner
        .CaptureAsync(new Command(Require.Tool("rustc", "rustc"), ["-vV"], Path.GetTempPath())).GetAwaiter().GetResult()
        .StandardOutput.Split('\n').First(l => l.StartsWith("host: ", StringComparison.Ordinal))["host: ".Length..].Trim());

    public static string Name => Answer.Value;
}
