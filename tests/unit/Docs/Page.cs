using System.Text.RegularExpressions;

namespace RustImage.UnitTests.Docs;

/// <summary>What a page of docs/ explains: the names in code style in its headings and in the first cells of its tables.</summary>
internal sealed partial class Page(string text)
{
    public static Page Of(string name) => new(Repository.Read($"docs/{name}.md"));

    /// <summary>In the page's order; <c>$(Name)</c>, <c>@(Name)</c> and <c>-t:Name</c> are Name.</summary>
    public IReadOnlyList<string> Names { get; } =
        [.. Subjects(text).SelectMany(s => Code().Matches(s)).Select(m => Name().Match(m.Groups[1].Value).Value).Where(n => n.Length > 0)];

    public IReadOnlyList<string> Codes { get; } = [.. Subjects(text).SelectMany(s => ErrorCode().Matches(s)).Select(m => m.Value)];

    private static IEnumerable<string> Subjects(string text) =>
        from line in text.Split('\n')
        where line.StartsWith("##", StringComparison.Ordinal) || line.StartsWith('|')
        select line.StartsWith('|') ? line.Split('|')[1] : line;

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<=^(?:[$@%]\(|-t:)?)\w+")]
    private static partial Regex Name();

    [GeneratedRegex(@"RIMG\d{4}")]
    private static partial Regex ErrorCode();
}
