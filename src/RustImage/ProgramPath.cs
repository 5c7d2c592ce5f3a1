namespace RustImage;

/// <summary>Finds the file that would be started for a program, without starting it.</summary>
internal static class ProgramPath
{
    /// <param name="program">A path, or a name that is looked up on PATH.</param>
    /// <param name="directory">The directory that relative paths start from.</param>
    /// <param name="environment">Gives the value of an environment variable; null where it is not set.</param>
    /// <returns>A full path; null where the program was not found.</returns>
    public static string? Find(string program, string directory, Func<string, string?> environment)
    {
        if (program.Length == 0)
            return null;
        if (program.Contains('/') || (OperatingSystem.IsWindows() && program.Contains('\\')))
            return Candidates(Path.GetFullPath(program, directory)).FirstOrDefault(IsProgram);
        // Only on Windows, .NET prefers a program in the working directory to one on PATH. cargo never does, so neither does this.
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
