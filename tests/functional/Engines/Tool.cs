namespace RustImage.FunctionalTests.Engines;

/// <summary>Runs a program of the machine.</summary>
internal static class Tool
{
    public static CommandResult Run(string program, params IEnumerable<string> arguments) =>
        ProcessRunner.CaptureAsync(new Command(program, [.. arguments], Path.GetTempPath())).GetAwaiter().GetResult();

    /// <returns>What it wrote to its standard output.</returns>
    public static string Capture(string program, params IEnumerable<string> arguments)
    {
        var result = Run(program, arguments);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.StandardError}");
        return result.StandardOutput;
    }

    /// <summary>Writes a shell script as a program into a directory.</summary>
    /// <returns>The directory.</returns>
    public static string Script(string directory, string name, string text)
    {
        Directory.CreateDirectory(directory);
        var source = Path.Combine(directory, $".{name}");
        File.WriteAllText(source, $"#!/bin/sh\n{text}\n");
        // By another process: a child that a parallel test forks meanwhile would hold it open, and Linux starts no such file.
        Capture(Require.Tool("install", "coreutils"), "-m", "755", source, Path.Combine(directory, name));
        return directory;
    }

    /// <returns>The names of docker's and podman's answer to <c>load</c>.</returns>
    public static IReadOnlyList<string> LoadedImages(string answer) =>
        [.. answer.Split('\n')
            .Where(l => l.StartsWith("Loaded image", StringComparison.Ordinal))
            .Select(l => l[(l.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim())];
}
