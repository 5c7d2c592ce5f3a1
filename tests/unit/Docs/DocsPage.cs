using System.Text.RegularExpressions;

namespace RustImage.UnitTests.Docs;

/// <summary>The names that a page of docs/ explains: code spans in its headings and in the first cells of its tables.</summary>
internal sealed partial class DocsPage(string text)
{
    public static DocsPage Of(string name) => new(Repository.Read($"docs/{name}.md"));

    /// <summary>The names in page order. <c>$(Name)</c>, <c>@(Name)</c> and <c>-t:Name</c> become Name.</summary>
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
