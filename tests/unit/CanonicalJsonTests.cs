using System.Text;
using System.Text.Json;

namespace RustImage.UnitTests;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Canonical_JSON_has_no_spaces_and_keeps_the_order_of_members() => Assert.Equal("""{"b":["x","y"],"a":1}""", Text(json =>
    {
        json.WriteStrings("b", ["x", "y"]);
        json.WriteNumber("a", 1);
    }));

    [Theory]
    [InlineData("+")]
    [InlineData("ü")]
    [InlineData("<a@example.org> & 'x'")]
    public void Text_is_escaped_only_where_JSON_requires_it(string text) =>
        Assert.Equal($$"""{"text":"{{text}}"}""", Text(json => json.WriteString("text", text)));

    [Theory]
    [InlineData("\"quoted\" \\ and \t tab")]
    [InlineData("two\nlines\r\n")]
    [InlineData("; = % $ {{}} ☃ 🦀 \u2028 \u0001")]
    public void Any_text_survives_writing_and_reading(string text)
    {
        var json = Text(j => j.WriteString("text", text));
        Assert.Equal(text, JsonDocument.Parse(json).RootElement.GetProperty("text").GetString());
    }

    private static string Text(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }));
}
