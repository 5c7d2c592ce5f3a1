namespace RustImage;

/// <summary>1020 to 1029: the Rust sources of a build.</summary>
internal static partial class Messages
{
    public static Diagnostic UntrackedSource(string path) => new("RIMG1020",
        $"The build used '{path}', but Git does not track it, so a clean checkout will not have it: add it with 'git add' (with -f where "
        + $".gitignore excludes it).", path);

    public static Diagnostic MoreUntrackedSources(int count) => new("RIMG1021",
        $"The build used {count} more file{(count == 1 ? "" : "s")} that Git does not track: see 'git status --ignored', or set "
        + $"RustImageUntrackedSources to 'ignore' where that is intended.");

    public static Diagnostic BadUntrackedSources(string value) => new("RIMG1022",
        $"RustImageUntrackedSources is '{value}': set it to 'warn', 'error' or 'ignore'.");

    public static Diagnostic TrackedFilesUnknown(string directory, string reason) => new("RIMG1023",
        $"Git can't tell which files of '{directory}' it tracks ({OneLine(reason)}), so untracked sources are not reported: run "
        + $"'git status' there, as this user, to see why.");
}
