namespace RustImage;

/// <summary>Finds a program as starting it would, without starting it.</summary>
internal static class ProgramPath
{
    /// <param name="program">A name, looked for on PATH; or a path.</param>
    /// <param name="directory">What a relative path is relative to.</param>
    /// <param name="environment">A variable's value, or null.</param>
    /// <returns>A full path; null where there is no such program.</returns>
    public static string? Find(string program, string directory, Func<string, string?> environment)
    {
        if (program.Length == 0)
            return null;
        if (program.Contains('/') || (OperatingSystem.IsWindows() && program.Contains('\\')))
            return Candidates(Path.GetFullPath(program, directory)).FirstOrDefault(IsProgram);
        // .NET itself takes a program beside the working directory before one of PATH only on Windows, and cargo never does.
        return (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(d => Candidates(Path.GetFullPath(Path.Combine(d.Trim('"'), program), directory)))
            .FirstOrDefault(IsProgram);
    }

    private static IEnumerable<string> Candidates(string path) =>
        OperatingSystem.IsWindows() && !Path.HasExtension(path) ? [path + ".exe", path + ".cmd", path + ".bat", path] : [path];

    private static bool IsProgram(string path)
    {
        if (!File.Exists(path))
            return false;
        const UnixFileMode anybody = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & anybody) != 0;
    }
}
