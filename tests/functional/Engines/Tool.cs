namespace RustImage.FunctionalTests.Engines;

/// <summary>Runs a program of the machine.</summary>
internal static class Tool
{
    public static CommandResult Run(string program, params IEnumerable<string> arguments) =>
        ProcessRunner.CaptureAsync(new Command(program, [.. arguments], Path.GetTempPath()) { MostBytes = 1 << 28 }).GetAwaiter().GetResult();

    /// <returns>What it wrote to its standard output.</returns>
    public static string Capture(string program, params IEnumerable<string> arguments)
    {
        var result = Run(program, arguments);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.StandardError}");
        return result.StandardOutput;
    }

    /// <returns>The names of docker's and podman's answer to <c>load</c>.</returns>
    public static IReadOnlyList<string> LoadedImages(string answer) =>
        [.. answer.Split('\n')
            .Where(l => l.StartsWith("Loaded image", StringComparison.Ordinal))
            .Select(l => l[(l.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim())];
}
