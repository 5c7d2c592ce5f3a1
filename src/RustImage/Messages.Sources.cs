namespace RustImage;

/// <summary>1020 to 1029: what a build was made of.</summary>
public static partial class Messages
{
    public static Diagnostic UntrackedSource(string path) => new("RIMG1020",
        $"'{path}' took part in the build, but Git does not track it: a clean checkout will not have it. Add it with 'git add' (with -f where .gitignore names it).", path);

    public static Diagnostic MoreUntrackedSources(int count) => new("RIMG1021",
        $"{count} more file{(count == 1 ? "" : "s")} took part in the build that Git does not track: see 'git status --ignored', or set RustImageUntrackedSources to 'ignore' where that is as it should be.");

    public static Diagnostic BadUntrackedSources(string value) => new("RIMG1022",
        $"RustImageUntrackedSources is '{value}': it takes 'warn', 'error' or 'ignore'.");

    public static Diagnostic TrackedFilesUnknown(string directory, string reason) => new("RIMG1023",
        $"Git does not say which files of '{directory}' it tracks ({OneLine(reason)}), so sources that a clean checkout will not have are not told: check with 'git status' there, as this user.");
}
