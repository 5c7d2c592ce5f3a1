namespace RustImage.Cargo;

/// <summary>Reads which commit is checked out, without git (git-scm.com/docs/gitrepository-layout).</summary>
internal static class GitHead
{
    private const string Symbolic = "ref: ";

    /// <summary>The most references that lead from one to the next. Git follows as many.</summary>
    private const int MostSteps = 5;

    /// <summary>The variables that make git use another repository than that of the directory.</summary>
    private static readonly string[] Variables = ["GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_NAMESPACE"];

    /// <returns>
    /// The ID of the commit. Null where there is none, and where only git can tell it: with <see cref="Variables"/>, or with the newer
    /// storage of references in tables.
    /// </returns>
    public static string? Read(string directory, Func<string, string?> environment)
    {
        if (Variables.Any(v => environment(v) is not null) || GitWorkTree.Find(directory) is not { } tree)
            return null;
        try
        {
            var own = Path.GetDirectoryName(tree.Index)!;
            // A tree of 'git worktree add' shares the references of its repository.
            var link = Path.Combine(own, "commondir");
            var common = File.Exists(link) ? Path.GetFullPath(File.ReadAllText(link).Trim(), own) : own;
            return Follow(own, common);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Follow(string own, string common)
    {
        var name = "HEAD";
        for (var step = 0; step < MostSteps; step++)
        {
            if (ReadFile(own, name) is not { } text && (text = ReadFile(common, name) ?? FindPacked(common, name)) is null)
                return null;
            if (!text.StartsWith(Symbolic, StringComparison.Ordinal))
                return IsCommit(text) ? text : null;
            name = text[Symbolic.Length..].Trim();
            if (name.Split('/').Contains(".."))
                return null;
        }
        return null;
    }

    private static string? ReadFile(string directory, string name) =>
        Path.Combine(directory, name) is var path && File.Exists(path) ? File.ReadAllText(path).Trim() : null;

    private static string? FindPacked(string common, string name)
    {
        var path = Path.Combine(common, "packed-refs");
        return !File.Exists(path) ? null
            : File.ReadLines(path).FirstOrDefault(l => l.EndsWith($" {name}", StringComparison.Ordinal))?.Split(' ')[0];
    }

    /// <summary>SHA-1 or SHA-256.</summary>
    private static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);
}
