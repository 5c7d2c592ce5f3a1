using RustImage.Toml;

namespace RustImage.UnitTests.Toml;

public sealed class TomlReaderTests
{
    [Fact]
    public void Headers_dotted_keys_and_inline_tables_give_the_same_tree()
    {
        string[] texts = ["[a.b]\nc = 1\n[a]\nd = 'x'\n", "a.b.c = 1\na.d = \"x\"\n", "a = { d = \"\\u0078\", b.c = 1 }\n",
            "[a]\nd = \"\"\"\nx\"\"\"\n[a.b]\nc = 0x1\n"];
        foreach (var text in texts)
        {
            var a = TomlReader.Parse(text, "f").Table("a")!;
            Assert.Equal("x", a.String("d"));
            Assert.Equal(1, Assert.IsType<TomlInteger>(a.Table("b")!["c"]).Value);
        }
    }

    [Fact]
    public void Arrays_of_tables_continue_after_other_headers()
    {
        var root = TomlReader.Parse("[[bin]]\nname = \"a\"\n[other]\n[bin.more]\nx = true\n[[bin]]\nname = \"b\"\n", "f");
        var bins = root.Tables("bin")!;
        Assert.Equal(["a", "b"], bins.Select(b => b.String("name")));
        Assert.True(bins[0].Table("more")!.Boolean("x"));
    }

    [Theory]
    [InlineData("\n[package\n", 2, 9)]
    [InlineData("name = other\n", 1, 8)]
    [InlineData("a = 1\na = 2\n", 2, 1)]
    [InlineData("a = { b = 1 }\n[a]\nc = 2\n", 2, 2)]
    [InlineData("a = [1]\n[[a]]\n", 2, 3)]
    [InlineData("a = \"open\nb = 1", 1, 10)]
    [InlineData("a = \"\\q\"", 1, 7)]
    public void Invalid_TOML_is_reported_with_file_line_and_column(string text, int line, int column)
    {
        var failure = Assert.Throws<RustImageException>(() => TomlReader.Parse(text, "/some/Cargo.toml")).Diagnostic;
        Assert.Equal(("RIMG1030", "/some/Cargo.toml", line, column), (failure.Code, failure.File, failure.Line, failure.Column));
        Assert.DoesNotContain('\n', failure.Text);
    }

    [Fact]
    public void A_value_of_a_wrong_type_is_reported_with_its_location()
    {
        var root = TomlReader.Parse("[package]\nversion = 1\nauthors = [\"a\", 2]\nautobins = \"no\"\n", "f").Table("package")!;
        Assert.Equal((2, 11), Place(() => root.String("version")));
        Assert.Equal((3, 17), Place(() => root.Strings("authors")));
        Assert.Equal((4, 12), Place(() => root.Boolean("autobins")));
        Assert.Equal((2, 11), Place(() => root.Table("version")));
    }

    [Theory]
    [InlineData("a = ", "[", "]")]
    [InlineData("a = ", "{ a = ", "}")]
    public void Endless_nesting_is_refused_before_the_stack_overflows(string start, string open, string close)
    {
        var text = start + string.Concat(Enumerable.Repeat(open, 50_000)) + "1" + string.Concat(Enumerable.Repeat(close, 50_000));
        Assert.Equal("RIMG1030", Assert.Throws<RustImageException>(() => TomlReader.Parse(text, "f")).Code);
    }

    private static (int Line, int Column) Place<T>(Func<T> read)
    {
        var failure = Assert.Throws<RustImageException>(() => { read(); }).Diagnostic;
        Assert.Equal("RIMG1031", failure.Code);
        return (failure.Line, failure.Column);
    }
}
