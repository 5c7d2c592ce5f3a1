using System.Text;
using RustImage.Formats.Deb822;

namespace RustImage.UnitTests.Formats.Deb822;

public sealed class Deb822ReaderTests
{
    [Fact]
    public void A_paragraph_ends_at_an_empty_line()
    {
        Assert.Equal(["A: 1\nB: 2", "A: 3"], Paragraphs("\n\nA: 1\nB: 2\n\n\n\nA: 3\n"));
        Assert.Equal(["A: 1"], Paragraphs("A: 1"));
        Assert.Empty(Paragraphs(""));
        Assert.Empty(Paragraphs("\n\n"));
    }

    [Fact]
    public void A_folded_field_keeps_its_lines()
    {
        const string paragraph = "Description: short\n long\n .\n\tmore\nNext: 1";
        Assert.Equal("short\n long\n .\n\tmore", Deb822Reader.Find(paragraph, "Description"));
        Assert.Equal("1", Deb822Reader.Find(paragraph, "Next"));
    }

    [Fact]
    public void A_value_begins_with_a_newline_if_its_first_line_is_empty()
    {
        Assert.Equal("\n x\n y", Deb822Reader.Find("Files:\n x\n y\n", "Files"));
        Assert.Equal("\n x", Deb822Reader.Find("Files: \t\r\n x\n", "Files"));
    }

    [Fact]
    public void A_field_name_matches_in_any_case_and_only_as_a_whole()
    {
        Assert.Equal("1", Deb822Reader.Find("multi-arch: 1", "Multi-Arch"));
        Assert.Equal("1", Deb822Reader.Find("A \t: 1", "a"));
        Assert.Null(Deb822Reader.Find("Size: 1", "Installed-Size"));
        Assert.Null(Deb822Reader.Find("Installed-Size: 1", "Size"));
        Assert.Null(Deb822Reader.Find("A: x\n Size: 1\n", "Size"));
        Assert.Equal("b: c", Deb822Reader.Find("A:b: c ", "A"));
        Assert.Equal("", Deb822Reader.Find("A:\nB: 1", "A"));
    }

    [Fact]
    public void Lines_outside_of_any_field_are_skipped() =>
        Assert.Equal("1", Deb822Reader.Find(" folded\nno field\n more\n: 2\nA: 1", "A"));

    [Fact]
    public void A_text_is_read_into_paragraphs_of_fields() => Assert.Equal(
        [[("A", "1"), ("B", "x\n y")], [("A", "\u00e9")]], Deb822Reader.ReadAll("A: 1\nB: x\n y\n\nA: \u00e9\n"));

    [Fact]
    public void Removing_fields_removes_their_folded_lines_and_keeps_the_rest() => Assert.Equal(
        "A:  1 \nC: 3\n",
        Deb822Reader.Without("A:  1 \nSTATUS: x\n y\n\tz\nC: 3\nStatus : 2\n"u8, ["Status"]));

    private static List<string> Paragraphs(string text)
    {
        var paragraphs = new List<string>();
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        while (Deb822Reader.TryTakeParagraph(ref rest, out var paragraph))
            paragraphs.Add(Encoding.UTF8.GetString(paragraph));
        return paragraphs;
    }
}
