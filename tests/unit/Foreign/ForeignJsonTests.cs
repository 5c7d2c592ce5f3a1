using System.Text;
using RustImage.Testing;

namespace RustImage.UnitTests.Foreign;

public sealed class ForeignJsonTests
{
    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":"\udc00\ud800"}""")]
    [InlineData("""{"a":"\ud800x"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":[{"b":{"\udfff":null}}]}""")]
    public void Half_of_a_surrogate_pair_is_refused_wherever_it_stands(string json) =>
        Assert.Contains("surrogate", Refused(Encoding.UTF8.GetBytes(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused()
    {
        // Half of a surrogate pair as bytes, a byte that is cut off, and one too long.
        Refused([.. "{\"a\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8]);
        Refused([.. "{\""u8, 0xc3, .. "\":1}"u8]);
        Refused([.. "[\""u8, 0xc0, 0xaf, .. "\"]"u8]);
    }

    [Fact]
    public void A_whole_pair_is_a_text() => Assert.Equal("🦀", Parse("""{"a":"\ud83e\udd80"}""")["a"].Text());

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1} // why")]
    [InlineData("NaN")]
    public void What_is_not_JSON_is_refused(string json) => Assert.StartsWith("it is not JSON: ", Refused(Encoding.UTF8.GetBytes(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Too_deep_and_too_large_are_refused()
    {
        Refused(Encoding.UTF8.GetBytes(new string('[', 65) + new string(']', 65)));
        ForeignJson.Parse(Encoding.UTF8.GetBytes(new string('[', 64) + new string(']', 64)));
        var large = new byte[ForeignJson.MostBytes + 1];
        large.AsSpan().Fill((byte)' ');
        Assert.Contains("bytes", Refused(large).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_a_fault_is_known()
    {
        Assert.Equal(3, Refused("{\n\"a\":1,\n<<<"u8).Line);
        Assert.Equal(2, Refused("{\n\"a\":\"\\ud800\"\n}"u8).Line);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over_and_UTF_16_is_read()
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
            Assert.Equal("ü", ForeignJson.Parse([.. encoding.Preamble, .. encoding.GetBytes("""{"a":"ü"}""")])["a"].Text());
    }

    [Fact]
    public void People_may_write_comments_where_the_caller_says_so() =>
        Assert.Equal(1, ForeignJson.Parse("{\"a\":1, // why\n}"u8, allowComments: true)["a"].Number());

    [Fact]
    public void Of_members_of_one_name_the_last_counts()
    {
        var json = Parse("""{"a":1,"b":2,"a":3}""");
        Assert.Equal(3, json["a"].Number());
        Assert.Equal([("a", 3L), ("b", 2L)], json.Members().Select(m => (m.Name, m.Value.Number())));
        Assert.Equal("y", Parse("""{"a":"x","a":"y"}""").TextsByName()["a"]);
    }

    [Fact]
    public void A_member_that_is_null_is_missing()
    {
        var json = Parse("""{"a":null}""");
        Assert.False(json["a"].Exists);
        Assert.Empty(json.Members());
        Assert.Null(json["a"].TextOrNull());
        Assert.Empty(json["a"].Texts());
        Assert.Empty(json["a"]["b"].Members());
        Assert.Equal("'a' is null, not a string", Assert.Throws<ForeignJsonException>(() => json["a"].Text()).Message);
        Assert.Equal("'a' is missing", Assert.Throws<ForeignJsonException>(() => json.Required("a")).Message);
    }

    [Theory]
    [InlineData("""{"a":{"b":[1,{"c":2}]}}""", "'a.b[1].c' is a number, not a string")]
    [InlineData("""{"a":{"b":[1,{"c":[]}]}}""", "'a.b[1].c' is an array, not a string")]
    [InlineData("""{"a":{"b":[1,{"c":true}]}}""", "'a.b[1].c' is true or false, not a string")]
    [InlineData("""{"a":{"b":[1,{}]}}""", "'a.b[1].c' is missing")]
    [InlineData("""{"a":{"b":[1,[]]}}""", "'a.b[1]' is an array, not an object")]
    [InlineData("""{"a":{"b":"x"}}""", "'a.b' is a string, not an array")]
    [InlineData("""{"a":7}""", "'a' is a number, not an object")]
    [InlineData("""[1]""", "the document is an array, not an object")]
    public void A_value_of_another_kind_is_told_with_its_path(string json, string said) =>
        Assert.Equal(said, Assert.Throws<ForeignJsonException>(() => Parse(json)["a"]["b"].Items()[1]["c"].Text()).Message);

    [Theory]
    [InlineData("[null]", "'[0]' is null, not a string")]
    [InlineData("[1]", "'[0]' is a number, not a string")]
    [InlineData("5", "the document is a number, not an array of strings")]
    public void A_list_of_texts_has_texts(string json, string said) => Assert.Equal(said, Assert.Throws<ForeignJsonException>(() => Parse(json).Texts()).Message);

    [Theory]
    [InlineData("1.5", "the document is 1.5, not a whole number")]
    [InlineData("99999999999999999999", "the document is 99999999999999999999, not a whole number")]
    [InlineData("\"1\"", "the document is a string, not a whole number")]
    public void A_number_is_one_that_64_bits_hold(string json, string said) => Assert.Equal(said, Assert.Throws<ForeignJsonException>(() => Parse(json).Number()).Message);

    [Fact]
    public void A_digest_is_one() =>
        Assert.Equal("the document is 'sha256:aa', not a SHA-256 digest", Assert.Throws<ForeignJsonException>(() => Parse("\"sha256:aa\"").Digest()).Message);

    [Fact]
    public void What_may_be_anything_is_found_or_not()
    {
        Assert.Equal(["x", null, null, null], Texts("""{"a":"x"}""", """{"a":""}""", """{"a":{}}""", "[]"));
        Assert.Equal(0, Parse("""{"a":"5"}""")["a"].NumberOrZero());

        static IEnumerable<string?> Texts(params string[] all) => all.Select(j => Parse(j).FindText("a"));
    }

    [Fact]
    public void A_document_that_is_refused_is_the_callers_message()
    {
        var failure = Assert.Throws<RustImageException>(() => ForeignJson.Read("[1]"u8, j => j.Texts(), e => Messages.DamagedStep(e.Message)));
        Assert.Equal(("RIMG0005", true), (failure.Code, failure.Message.StartsWith("''[0]' is a number", StringComparison.Ordinal)));
        Assert.Null(ForeignJson.TryRead("[1]"u8, j => j.Texts()));
    }

    [Fact]
    public void Not_more_of_a_file_is_read_than_a_document_may_have()
    {
        Require.That(File.Exists("/dev/zero"), "there is no /dev/zero");
        Assert.Equal(ForeignJson.MostBytes + 1, ForeignJson.ReadFile("/dev/zero").Length);
    }

    private static ForeignJson Parse(string json) => ForeignJson.Parse(json);

    private static ForeignJsonException Refused(ReadOnlySpan<byte> json)
    {
        try
        {
            ForeignJson.Parse(json);
        }
        catch (ForeignJsonException e)
        {
            return e;
        }
        throw new Xunit.Sdk.XunitException("It was taken.");
    }
}
