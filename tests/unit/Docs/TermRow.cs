namespace RustImage.UnitTests.Docs;

/// <summary>A row of the table of terms.</summary>
/// <param name="Type">The type that stands for the term.</param>
/// <param name="File">The path of the file that declares it, from the repository's root.</param>
/// <param name="Settings">The properties and items by which a user knows the term.</param>
internal sealed record TermRow(string Term, string Meaning, string Type, string File, IReadOnlyList<string> Settings)
{
    public static IReadOnlyList<TermRow> ReadAll(string page) =>
    [
        .. Repository.Read(page).Split('\n')
            .SkipWhile(l => l != "## Terms").Skip(1)
            .TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(Read),
    ];

    private static TermRow Read(string line)
    {
        if (line.Trim('|').Split('|') is not [var term, var meaning, var type, var file, var settings])
            throw new InvalidOperationException($"'{line}' has not five columns");
        return new TermRow(
            term.Trim(), meaning.Trim(), Code(type), Code(file),
            [.. settings.Split(',').Select(Code).Where(s => s != "")]);
    }

    private static string Code(string cell) => cell.Trim().Trim('`');
}
