using System.Text.RegularExpressions;

namespace RustImage.Closure.Packages;

/// <summary>
/// A case-sensitive pattern of image paths: <c>*</c> and <c>?</c> within a name, <c>**</c> for any number of directories.
/// </summary>
internal sealed class PathPattern
{
    private readonly Regex _regex;

    /// <param name="pattern">With or without a leading slash. A slash at the end matches everything in the directory.</param>
    public PathPattern(string pattern)
    {
        var path = ImagePath.Canonical(pattern) + (pattern.EndsWith('/') ? "/**" : "");
        var expression = Regex.Escape(path)
            .Replace(@"/\*\*/", "/(.*/)?", StringComparison.Ordinal).Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal);
        IsPath = path.IndexOfAny(['*', '?']) < 0;
        _regex = new Regex($@"^{expression}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>Whether it names one path exactly.</summary>
    public bool IsPath { get; }

    public bool IsMatch(string path) => _regex.IsMatch(path);
}
