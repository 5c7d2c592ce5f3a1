using System.IO.Enumeration;

namespace RustImage.Cargo.Manifests;

/// <summary>
/// Expands a path in members or default-members, in which <c>*</c> and <c>?</c> match parts of one name
/// (docs.rs/glob/0.3/glob/struct.Pattern.html).
/// </summary>
internal static class MemberPattern
{
    /// <returns>The full paths of matching directories and files, sorted by name. The path itself where nothing matches.</returns>
    /// <exception cref="AskCargoException">The pattern has <c>**</c> or <c>[a-z]</c>, which are rare and left to cargo.</exception>
    public static IReadOnlyList<string> Expand(string root, string pattern)
    {
        var path = Path.Combine(root, pattern);
        if (pattern.AsSpan().IndexOfAny("*?[") < 0)
            return [Path.GetFullPath(path)];
        // cargo expands the whole path, also the part above the workspace.
        if (path.AsSpan().IndexOfAny("[]") >= 0 || root.AsSpan().IndexOfAny("*?") >= 0
            || path.Contains("**", StringComparison.Ordinal) || Path.IsPathRooted(pattern))
            throw new AskCargoException($"only cargo can expand the pattern '{pattern}' of workspace members");
        List<string> found = [root];
        foreach (var part in pattern.Split(OperatingSystem.IsWindows() ? ['/', '\\'] : ['/'], StringSplitOptions.RemoveEmptyEntries))
            found = [.. found.SelectMany(d => Step(d, part))];
        return found.Count > 0 ? found.ConvertAll(Path.GetFullPath) : [Path.GetFullPath(path)];
    }

    private static IEnumerable<string> Step(string directory, string part)
    {
        if (part.AsSpan().IndexOfAny("*?") < 0)
            return Path.Exists(Path.Combine(directory, part)) ? [Path.Combine(directory, part)] : [];
        if (!Directory.Exists(directory))
            return [];
        return Directory.EnumerateFileSystemEntries(directory).Select(e => Path.GetFileName(e)!)
            .Where(name => FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: false))
            .Order(StringComparer.Ordinal)
            .Select(name => Path.Combine(directory, name));
    }
}
