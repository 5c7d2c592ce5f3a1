namespace RustImage.FunctionalTests.Engines;

/// <summary>Runs an installed program.</summary>
internal static class Tool
{
    public static CommandResult Run(string program, params IEnumerable<string> arguments) =>
        ProcessRunner.CaptureAsync(new Command(program, [.. arguments], Path.GetTempPath())
        {
            MostBytes = 1 << 28,
        }).GetAwaiter().GetResult();

    /// <returns>The standard output.</returns>
    public static string Capture(string program, params IEnumerable<string> arguments)
    {
        var result = Run(program, arguments);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.StandardError}");
        return result.StandardOutput;
    }

    /// <returns>The image names in the output of <c>docker load</c> or <c>podman load</c>.</returns>
    public static IReadOnlyList<string> LoadedImages(string answer) =>
        [.. answer.Split('\n')
            .Where(l => l.StartsWith("Loaded image", StringComparison.Ordinal))
            .Select(l => l[(l.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim())];
}
