namespace RustImage.Testing;

/// <summary>Shell scripts that a test puts in the place of a program.</summary>
internal static class Script
{
    /// <param name="path">Its directory is made, too.</param>
    /// <param name="text">Without the first line, which names the shell.</param>
    /// <returns>The path.</returns>
    public static string Write(string path, string text)
    {
        var directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);
        var source = Path.Combine(directory, $".{Path.GetFileName(path)}");
        File.WriteAllText(source, $"#!/bin/sh\n{text}\n");
        // By another process: a child that a parallel test forks meanwhile would hold it open, and Linux starts no such file (ETXTBSY).
        var install = new Command(Require.Tool("install", "coreutils"), ["-m", "755", source, path], directory);
        var result = ProcessRunner.CaptureAsync(install).GetAwaiter().GetResult();
        Assert.True(result.ExitCode == 0, result.StandardError);
        return path;
    }
}
