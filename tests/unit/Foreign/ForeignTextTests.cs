namespace RustImage.UnitTests.Foreign;

public sealed class ForeignTextTests
{
    [Theory]
    [InlineData("a\u001b[31mb", @"a\u{1b}[31mb")]
    [InlineData("\0\a\b\t\n\v\f\r\u007f", @"\u{0}\u{7}\u{8}\u{9}\u{a}\u{b}\u{c}\u{d}\u{7f}")]
    [InlineData("\u0080\u0085\u009b", @"\u{80}\u{85}\u{9b}")]
    [InlineData("\u2028\u2029", @"\u{2028}\u{2029}")]
    [InlineData("\u061c\u200e\u200f\u202a\u202e\u2066\u2069", @"\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}")]
    [InlineData("\u00ad\u200b\ufeff\U000e0041", @"\u{ad}\u{200b}\u{feff}\u{e0041}")]
    public void Characters_that_change_the_display_of_other_text_become_visible(string text, string shown) =>
        Assert.Equal(shown, ForeignText.Whole(text));

    [Theory]
    [InlineData("a b_ß ☃ 🦀")]
    [InlineData("👩\u200d💻 می\u200cخواهم")]
    [InlineData(@"C:\new\u{1b}")]
    [InlineData("")]
    public void Harmless_text_is_unchanged(string text)
    {
        Assert.Same(text, ForeignText.Whole(text));
        Assert.Same(text, ForeignText.Whole(ForeignText.Whole(text)));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_a_replacement_character() =>
        Assert.Equal("a\ufffdb\ufffd", ForeignText.Whole("a\ud800b\udc00"));

    [Fact]
    public void A_long_text_is_cut_and_its_length_is_shown()
    {
        Assert.Equal(new string('x', 2000), ForeignText.Brief(new string('x', 2000)));
        Assert.Equal($"{new string('x', 2000)}… (400,000 characters)", ForeignText.Brief(new string('x', 400_000)));
        Assert.Equal($"{new string('x', 1999)}… (2,001 characters)", ForeignText.Brief(new string('x', 1999) + "🦀"));
    }

    [Fact]
    public void Compiler_text_keeps_its_lines_and_tabs_and_is_not_cut()
    {
        Assert.Equal("error\n\t--> a\\u{1b}[0m\nb\\u{d}c", ForeignText.Lines("error\r\n\t--> a\u001b[0m\nb\rc"));
        Assert.Equal(100_000, ForeignText.Lines(new string('x', 100_000)).Length);
    }

    [Fact]
    public void A_message_cleans_and_cuts_each_value()
    {
        var text = new string('y', 5000);
        var diagnostic =
            new Diagnostic("RIMG0001", $"'{"a\u001bb"}' has {12345} and {1.5:0.0}, {text}: do this. {text:whole} {null}", "file\n", 3);
        Assert.Equal($@"'a\u{{1b}}b' has 12345 and 1.5, {text[..2000]}… (5,000 characters): do this. {text} ", diagnostic.Text);
        Assert.Equal(("file\n", 3, 0), (diagnostic.File, diagnostic.Line, diagnostic.Column));
    }

    [Fact]
    public void A_text_composed_earlier_is_cleaned_as_a_whole()
    {
        var text = new Diagnostic("RIMG0001", string.Concat("\u001b", new string('x', 400_000))).Text;
        Assert.StartsWith(@"\u{1b}xxx", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 10_000, 21_000);
    }

    [Fact]
    public void A_message_from_a_file_is_cleaned()
    {
        var read = System.Text.Json.JsonSerializer.Deserialize<Diagnostic>("""{"Code":"RIMG0001","Text":"a\u001bb"}""")!;
        Assert.Equal(@"a\u{1b}b", read.Text);
    }
}
