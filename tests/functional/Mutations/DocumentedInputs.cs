using System.Text.RegularExpressions;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>The properties, items and metadata of docs/: code spans in the first cells of tables, and metadata in the second.</summary>
internal static partial class DocumentedInputs
{
    /// <returns><c>ContainerUser</c>, <c>RustImageFile</c>, <c>RustImageFile.Mode</c> …</returns>
    public static IReadOnlyList<string> All { get; } = [.. Properties(Read("properties")), .. Items(Read("items"))];

    internal static IEnumerable<string> Properties(string page) =>
        from row in Rows(page, "property") from name in Names(row[1]) select name;

    internal static IEnumerable<string> Items(string page) =>
        from row in Rows(page, "item")
        from item in Names(row[1])
        from name in Names(row[2]).Select(metadata => $"{item}.{metadata}").Prepend(item)
        select name;

    /// <returns>The cells of all rows in tables whose first column has this title. The first cell is the text left of the table.</returns>
    private static IEnumerable<string[]> Rows(string page, string title)
    {
        var isInside = false;
        foreach (var line in page.Split('\n'))
        {
            var cells = line.Split('|');
            isInside = line.StartsWith('|') && (isInside || cells[1].Trim() == title);
            if (isInside)
                yield return cells;
        }
    }

    private static IEnumerable<string> Names(string cell) => Code().Matches(cell).Select(m => m.Groups[1].Value);

    private static string Read(string page) => File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", $"{page}.md"));

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Code();
}
