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
    public void Half_of_a_surrogate_pair_is_refused_everywhere(string json) =>
        Assert.Contains("surrogate", Refused(Encoding.UTF8.GetBytes(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Invalid_UTF_8_is_refused()
    {
        // Half of a surrogate pair as bytes, a truncated sequence, and an overlong one.
        Refused([.. "{\"a\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8]);
        Refused([.. "{\""u8, 0xc3, .. "\":1}"u8]);
        Refused([.. "[\""u8, 0xc0, 0xaf, .. "\"]"u8]);
    }

    [Fact]
    public void A_complete_surrogate_pair_is_accepted() => Assert.Equal("🦀", Parse("""{"a":"\ud83e\udd80"}""")["a"].Text());

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1} // why")]
    [InlineData("NaN")]
    public void Invalid_JSON_is_refused(string json) =>
        Assert.StartsWith("it is not JSON: ", Refused(Encoding.UTF8.GetBytes(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_document_that_is_too_deep_or_too_large_is_refused()
    {
        Refused(Encoding.UTF8.GetBytes(new string('[', 65) + new string(']', 65)));
        ForeignJson.Parse(Encoding.UTF8.GetBytes(new string('[', 64) + new string(']', 64)));
        var large = new byte[ForeignJson.MostBytes + 1];
        large.AsSpan().Fill((byte)' ');
        Assert.Contains("bytes", Refused(large).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_has_the_line_of_the_fault()
    {
        Assert.Equal(3, Refused("{\n\"a\":1,\n<<<"u8).Line);
        Assert.Equal(2, Refused("{\n\"a\":\"\\ud800\"\n}"u8).Line);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_and_UTF_16_is_read()
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
            Assert.Equal("ü", ForeignJson.Parse([.. encoding.Preamble, .. encoding.GetBytes("""{"a":"ü"}""")])["a"].Text());
    }

    [Fact]
    public void Comments_are_accepted_if_the_caller_allows_them() =>
        Assert.Equal(1, ForeignJson.Parse("{\"a\":1, // why\n}"u8, allowComments: true)["a"].Number());

    [Fact]
    public void The_last_of_several_members_with_one_name_counts()
    {
        var json = Parse("""{"a":1,"b":2,"a":3}""");
        Assert.Equal(3, json["a"].Number());
        Assert.Equal([("a", 3L), ("b", 2L)], json.Members().Select(m => (m.Name, m.Value.Number())));
        Assert.Equal("y", Parse("""{"a":"x","a":"y"}""").TextsByName()["a"]);
    }

    [Fact]
    public void A_null_member_counts_as_missing()
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
    public void The_error_for_a_value_of_a_wrong_type_names_its_path(string json, string said) =>
        Assert.Equal(said, Assert.Throws<ForeignJsonException>(() => Parse(json)["a"]["b"].Items()[1]["c"].Text()).Message);

    [Theory]
    [InlineData("[null]", "'[0]' is null, not a string")]
    [InlineData("[1]", "'[0]' is a number, not a string")]
    [InlineData("5", "the document is a number, not an array of strings")]
    public void A_list_of_texts_refuses_other_values(string json, string said) =>
        Assert.Equal(said, Assert.Throws<ForeignJsonException>(() => Parse(json).Texts()).Message);

    [Theory]
    [InlineData("1.5", "the document is 1.5, not a whole number")]
    [InlineData("99999999999999999999", "the document is 99999999999999999999, not a whole number")]
    [InlineData("\"1\"", "the document is a string, not a whole number")]
    public void A_number_must_fit_into_64_bits(string json, string said) =>
        Assert.Equal(said, Assert.Throws<ForeignJsonException>(() => Parse(json).Number()).Message);

    [Fact]
    public void An_invalid_digest_is_refused() =>
        Assert.Equal(
            "the document is 'sha256:aa', not a SHA-256 digest",
            Assert.Throws<ForeignJsonException>(() => Parse("\"sha256:aa\"").Digest()).Message);

    [Fact]
    public void Lenient_lookups_yield_a_value_or_null()
    {
        Assert.Equal(["x", null, null, null], Texts("""{"a":"x"}""", """{"a":""}""", """{"a":{}}""", "[]"));
        Assert.Equal(0, Parse("""{"a":"5"}""")["a"].NumberOrZero());

        static IEnumerable<string?> Texts(params string[] all) => all.Select(j => Parse(j).FindText("a"));
    }

    [Fact]
    public void The_caller_chooses_the_message_for_a_refused_document()
    {
        var failure =
            Assert.Throws<RustImageException>(() => ForeignJson.Read("[1]"u8, j => j.Texts(), e => Messages.DamagedStep(e.Message)));
        Assert.Equal(("RIMG0005", true), (failure.Code, failure.Message.StartsWith("''[0]' is a number", StringComparison.Ordinal)));
        Assert.Null(ForeignJson.TryRead("[1]"u8, j => j.Texts()));
    }

    [Fact]
    public void A_file_is_read_only_up_to_the_size_limit()
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
