using RustImage.Formats.Deb822;

namespace RustImage.Evidence;

/// <summary>Reads the licences that a package's copyright file names.</summary>
/// <remarks>
/// The format is https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/, or one of the drafts before it (DEP-5).
/// </remarks>
internal static class PackageLicences
{
    private static readonly string[] FormatFields = ["Format", "Format-Specification"];

    private static readonly string[] FormatNames = ["copyright-format", "dep5", "DEP-5"];

    /// <returns>
    /// Short names in the order of the file, each once. Empty for a file that is not machine-readable, since guesses would be wrong.
    /// </returns>
    public static IReadOnlyList<string> Of(string copyright)
    {
        var paragraphs = Deb822Reader.ReadAll(copyright.ReplaceLineEndings("\n").Trim('\n', '\uFEFF'));
        if (paragraphs.Count == 0 || !paragraphs[0].Any(IsFormat))
            return [];
        return [.. paragraphs.SelectMany(p => p.Where(f => Is(f.Name, "License"))).Select(f => f.Value.Split('\n')[0].Trim())
            .Where(n => n.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static bool IsFormat((string Name, string Value) field) =>
        FormatFields.Any(n => Is(field.Name, n)) && FormatNames.Any(n => field.Value.Contains(n, StringComparison.OrdinalIgnoreCase));

    private static bool Is(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
