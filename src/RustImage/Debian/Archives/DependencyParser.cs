using System.Text.RegularExpressions;

namespace RustImage.Debian.Archives;

/// <summary>Parses Depends, Pre-Depends and Provides: <c>a (&gt;= 1) | b:any [amd64] &lt;!nocheck&gt;, c</c> (Debian policy 7.1).</summary>
internal static partial class DependencyParser
{
    /// <exception cref="FormatException">The field is malformed. The message quotes the malformed part.</exception>
    public static IReadOnlyList<DependencyGroup> Parse(string field) =>
        [.. Parts(field).Select(g => new DependencyGroup([.. g.Split('|').Select(Alternative)]))];

    /// <exception cref="FormatException">The field is malformed, or provides a version that is not exact.</exception>
    public static IReadOnlyList<ProvidedName> ParseProvides(string field) => [.. Parts(field).Select(Provide)];

    private static string[] Parts(string field) => field.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static ProvidedName Provide(string part)
    {
        var alternative = Alternative(part);
        return alternative.Relation is null or "=" ? new ProvidedName(alternative.Name, alternative.Version)
            : throw new FormatException($"'{part}' provides no exact version.");
    }

    private static DependencyAlternative Alternative(string part)
    {
        var match = Form().Match(part);
        if (!match.Success)
            throw new FormatException($"'{part.Trim()}' is not a dependency.");
        // "<" and ">" are deprecated spellings of "<=" and ">=" (policy 7.1, footnote).
        var relation = Group(match, "relation") switch { "<" => "<=", ">" => ">=", var r => r };
        return new DependencyAlternative(
            match.Groups["name"].Value, Group(match, "qualifier"), relation,
            relation is null ? null : DebianVersion.Parse(match.Groups["version"].Value),
            Group(match, "architectures")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []);
    }

    private static string? Group(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : null;

    [GeneratedRegex("""
        ^\s*(?<name>[A-Za-z0-9][A-Za-z0-9+.-]*)(:(?<qualifier>[a-z0-9-]+))?
        \s*(\(\s*(?<relation><<|<=|=|>=|>>|<|>)\s*(?<version>[^\s)]+)\s*\))?
        \s*(\[(?<architectures>[a-z0-9!\s-]+)\])?\s*(<[^<>]*>\s*)*\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
