using System.Text.RegularExpressions;

namespace RustImage.Closure.Packages;

/// <summary>A pattern of image paths: <c>*</c> and <c>?</c> within a name, <c>**</c> over any number of directories; case matters.</summary>
internal sealed class PathPattern
{
    private readonly Regex _regex;

    /// <param name="pattern">With or without the leading slash; a directory's, with a slash at its end, is all below it.</param>
    public PathPattern(string pattern)
    {
        var path = ImagePath.Canonical(pattern) + (pattern.EndsWith('/') ? "/**" : "");
        var expression = Regex.Escape(path).Replace(@"/\*\*/", "/(.*/)?", StringComparison.Ordinal).Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal);
        _regex = new Regex($@"^{expression}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    public bool IsMatch(string path) => _regex.IsMatch(path);
}
