using System.IO.Enumeration;

namespace RustImage.Cargo.Manifests;

/// <summary>A path of members or default-members, in which <c>*</c> and <c>?</c> stand for parts of one name (docs.rs/glob/0.3/glob/struct.Pattern.html).</summary>
internal static class MemberPattern
{
    /// <returns>Full paths in the order of their names, files among them; the path itself where nothing matches.</returns>
    /// <exception cref="AskCargoException">It has one of the rarer forms, <c>**</c> and <c>[a-z]</c>, which are left to cargo.</exception>
    public static IReadOnlyList<string> Expand(string root, string pattern)
    {
        var path = Path.Combine(root, pattern);
        if (pattern.AsSpan().IndexOfAny("*?[") < 0)
            return [Path.GetFullPath(path)];
        // cargo takes the whole path for a pattern.
        if (path.AsSpan().IndexOfAny("[]") >= 0 || root.AsSpan().IndexOfAny("*?") >= 0 || path.Contains("**", StringComparison.Ordinal) || Path.IsPathRooted(pattern))
            throw new AskCargoException($"the pattern '{pattern}' of a workspace's members is one that only cargo resolves");
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
