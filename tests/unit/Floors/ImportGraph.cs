using System.Text.RegularExpressions;

namespace RustImage.UnitTests.Floors;

/// <summary>Finds the folders of the library that a source file uses, by its text.</summary>
internal static partial class ImportGraph
{
    /// <summary>The code of a file without comments.</summary>
    public static string WithoutComments(string source) =>
        TextOrComment().Replace(source, m => m.Value.StartsWith('/') ? " " : m.Value);

    /// <returns>The folders that the file names in a using or in a type name (<c>RustImage.Cargo.X</c>, <c>Cargo.X</c>).</returns>
    public static IReadOnlyList<string> FoldersNamed(string source, IEnumerable<string> folders)
    {
        var code = WithoutComments(source);
        return [.. folders.Where(f => Regex.IsMatch(code, $@"\bRustImage\.{f}\b|(?<![\w.]){f}\.[A-Z]"))];
    }

    /// <returns>A sentence for each import that the floors forbid.</returns>
    public static IEnumerable<string> Violations(string file, string folder, string source, IReadOnlyDictionary<string, int> floors) =>
        from named in FoldersNamed(source, floors.Keys)
        where named != folder && floors[named] >= floors.GetValueOrDefault(folder, 0)
        select $"{file}, on floor {floors.GetValueOrDefault(folder, 0)}, names {named} of floor {floors[named]}";

    [GeneratedRegex(
        "\"\"\"[\\s\\S]*?\"\"\"|@\"(?:\"\"|[^\"])*\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])'|//[^\\n]*|/\\*[\\s\\S]*?\\*/")]
    private static partial Regex TextOrComment();
}
