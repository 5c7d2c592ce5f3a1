using System.Text.RegularExpressions;
using RustImage.UnitTests.Floors;

namespace RustImage.UnitTests.Docs;

/// <summary>The names of types in source files, and the words in them.</summary>
internal static partial class TypeNames
{
    /// <summary>Words that end in an s and are singular.</summary>
    private static readonly HashSet<string> Singulars = new(StringComparer.Ordinal) { "canonical", "alias" };

    public static IEnumerable<string> DeclaredIn(string source) =>
        Declaration().Matches(ImportGraph.WithoutComments(source)).Select(m => m.Groups[1].Value);

    /// <returns>The words in lower case and in the singular, without the I of an interface: "registry", "request".</returns>
    public static IEnumerable<string> WordsOf(string name) =>
        Words().Matches(Interface().IsMatch(name) ? name[1..] : name).Select(m => Singular(m.Value));

    /// <summary>
    /// Returns the same key for two names with the same words, whatever their order and number. An interface has a key of its own,
    /// so that its implementation may share its words.
    /// </summary>
    public static string KeyOf(string name) =>
        (Interface().IsMatch(name) ? "I " : "") + string.Join(' ', WordsOf(name).Order(StringComparer.Ordinal));

    public static string Singular(string word)
    {
        word = word.ToLowerInvariant();
        return word switch
        {
            _ when Singulars.Contains(word) || word.Length < 4 || !word.EndsWith('s') || SingularEnd().IsMatch(word) => word,
            _ when word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
            _ when PluralOfHiss().IsMatch(word) => word[..^2],
            _ => word[..^1],
        };
    }

    [GeneratedRegex(
        @"^\s*(?:(?:public|internal|private|protected|sealed|abstract|static|readonly|partial|ref|file)\s+)*"
        + @"(?:class|record struct|record|struct|interface|enum)\s+(\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex("[A-Z]+(?![a-z])\\d*|[A-Z][a-z]*\\d*")]
    private static partial Regex Words();

    [GeneratedRegex("^I[A-Z][a-z]")]
    private static partial Regex Interface();

    /// <summary>"access", "status", "basis": no plurals.</summary>
    [GeneratedRegex("(?:ss|us|is)$")]
    private static partial Regex SingularEnd();

    /// <summary>"branches", "boxes", "classes", but not "caches".</summary>
    [GeneratedRegex("(?:[^a]ches|shes|xes|sses)$")]
    private static partial Regex PluralOfHiss();
}
