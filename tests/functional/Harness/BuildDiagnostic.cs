using System.Text.RegularExpressions;

namespace RustImage.FunctionalTests.Harness;

/// <summary>
/// An error or a warning in the format of MSBuild's loggers: <c>file(line,column): [tool] error CODE: text [project]</c>.
/// </summary>
internal sealed partial record BuildDiagnostic(string Kind, string Code, string File, int Line, int Column, string Text)
{
    public bool IsError => Kind == "error";

    public static IReadOnlyList<BuildDiagnostic> ReadAll(IEnumerable<string> log) =>
        [.. log.Select(line => Pattern().Match(line)).Where(m => m.Success).Select(Read)];

    private static BuildDiagnostic Read(Match match) => new(
        match.Groups["kind"].Value,
        match.Groups["code"].Value,
        match.Groups["file"].Value.Trim(),
        Number(match.Groups["line"]),
        Number(match.Groups["column"]),
        match.Groups["text"].Value);

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, provider: null) : 0;

    [GeneratedRegex(
        @"^\s*(?:\d+(?::\d+)?>)?(?<file>[^(\s][^(]*?)?(?:\((?<line>\d+)(?:,(?<column>\d+))?(?:[-,]\d+)*\))?\s*:\s+" +
        @"(?:\w+ )?(?<kind>error|warning)(?:\s+(?<code>\w+))?\s*:\s*(?<text>.*?)(?:\s\[[^\]]+\])?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
