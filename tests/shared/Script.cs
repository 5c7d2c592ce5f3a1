namespace RustImage.Testing;

/// <summary>Shell scripts that replace programs in tests.</summary>
internal static class Script
{
    /// <param name="path">The path of the script. Its directory is created.</param>
    /// <param name="text">The text without the first line, which names the shell.</param>
    /// <returns>The path.</returns>
    public static string Write(string path, string text)
    {
        var directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);
        var source = Path.Combine(directory, $".{Path.GetFileName(path)}");
        File.WriteAllText(source, $"#!/bin/sh\n{text}\n");
        // Written by another process: a child forked by a parallel test could keep the file open, and Linux does not start such files
        // (ETXTBSY).
        var install = new Command(Require.Tool("install", "coreutils"), ["-m", "755", source, path], directory);
        var result = ProcessRunner.CaptureAsync(install).GetAwaiter().GetResult();
        Assert.True(result.ExitCode == 0, result.StandardError);
        return path;
    }
}
