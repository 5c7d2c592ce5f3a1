using System.Text.RegularExpressions;

namespace RustImage.UnitTests.Docs;

/// <summary>One name for one thing: the terms in CONTRIBUTING.md and the names of types keep to each other.</summary>
public sealed partial class TermTests
{
    private const string PlainWordsFile = "tests/unit/Docs/plain-words.txt";

    private static readonly IReadOnlyList<TermRow> Terms = TermRow.ReadAll("CONTRIBUTING.md");

    private static readonly IReadOnlyList<(string Name, string File)> Types =
        [.. Repository.Files("src", "*.cs").SelectMany(f => TypeNames.DeclaredIn(Repository.Read(f)).Select(t => (t, f)))];

    private static readonly IReadOnlyList<string> PlainWords =
        [.. Repository.Read(PlainWordsFile).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    [Fact]
    public void The_table_has_terms() => Assert.True(Terms.Count > 30, $"{Terms.Count} rows");

    [Fact]
    public void Every_type_of_the_table_is_declared_in_its_file() =>
        Assert.DoesNotContain(Terms, t => !Types.Contains((t.Type, t.File)));

    [Fact]
    public void Every_file_of_the_table_exists() =>
        Assert.DoesNotContain(Terms, t => !File.Exists(Path.Combine(Repository.Root, t.File)));

    [Fact]
    public void Every_property_and_item_of_the_table_is_documented() =>
        Assert.Empty(Terms.SelectMany(t => t.Settings).Except(DocsPage.Of("properties").Names).Except(DocsPage.Of("items").Names));

    [Fact]
    public void Every_term_type_file_and_setting_stands_in_the_table_once()
    {
        foreach (var column in new Func<TermRow, IEnumerable<string>>[] { t => [t.Term], t => [t.Type], t => [t.File], t => t.Settings })
        {
            Assert.Empty(
                from cell in Terms.SelectMany(column)
                where cell != ""
                group cell by cell.ToUpperInvariant() into same
                where same.Count() > 1
                select same.First());
        }
    }

    [Fact]
    public void Every_term_is_explained_in_one_sentence() =>
        Assert.All(Terms, t => Assert.Matches(@"^[A-Z`].{10,200}\.\z", t.Meaning));

    [Fact]
    public void No_two_type_names_differ_only_by_the_order_or_the_number_of_their_words() => Assert.Empty(
        Types.Select(t => t.Name).Distinct().GroupBy(TypeNames.KeyOf).Where(g => g.Count() > 1).Select(g => string.Join(", ", g)));

    [Fact]
    public void Two_types_of_one_name_are_parts_of_one_type() => Assert.Empty(
        Types.GroupBy(t => t.Name, t => Path.GetDirectoryName(t.File)!)
            .Where(g => g.Distinct().Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g)}"));

    [Fact]
    public void Every_word_in_a_type_name_is_a_term_or_a_plain_word()
    {
        var known = PlainWords.Concat(TermWords()).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Types.SelectMany(t => TypeNames.WordsOf(t.Name).Where(w => !known.Contains(w)).Select(w => $"{w} in {t.Name}")));
    }

    [Fact]
    public void The_list_of_plain_words_is_sorted_and_has_only_words_that_are_used()
    {
        Assert.Equal(PlainWords.Order(StringComparer.Ordinal).Distinct(), PlainWords);
        Assert.Empty(PlainWords.Except(Types.SelectMany(t => TypeNames.WordsOf(t.Name))));
        Assert.Empty(PlainWords.Intersect(TermWords()));
    }

    private static IEnumerable<string> TermWords() =>
        Terms.SelectMany(t => Word().Matches(t.Term).Select(m => TypeNames.Singular(m.Value)));

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();
}
