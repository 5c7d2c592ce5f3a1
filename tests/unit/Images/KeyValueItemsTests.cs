using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class KeyValueItemsTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t")]
    public void A_value_without_a_key_is_refused(string key) =>
        AssertRefused("RIMG5008", "ContainerLabel with the value 'a value'", (key, "a value"));

    [Theory]
    [InlineData("two words", "'two words'")]
    [InlineData("a\nb", @"'a\u{a}b'")]
    [InlineData("a\u0007", @"'a\u{7}'")]
    [InlineData(" org.example", "' org.example'")]
    [InlineData("a\u00a0b", "'a\u00a0b'")]
    public void A_key_with_spaces_or_control_characters_is_refused(string key, string quoted) =>
        AssertRefused("RIMG5009", quoted, (key, ""));

    [Fact]
    public void A_key_with_two_values_is_refused() =>
        AssertRefused("RIMG5010", "'a' has two values, '1' and '2'", ("a", "1"), ("b", ""), ("a", "2"));

    [Fact]
    public void The_same_pair_may_occur_twice() => Assert.Equal(["a=1"], Collect(("a", "1"), ("a", "1")).Select(p => $"{p.Key}={p.Value}"));

    [Fact]
    public void Keys_that_differ_only_in_case_are_different() =>
        Assert.Equal(["A=1", "a=2"], Collect(("a", "2"), ("A", "1")).Select(p => $"{p.Key}={p.Value}"));

    [Theory]
    [InlineData("")]
    [InlineData(" a;b=c%d%3B\"'\n☃ ")]
    public void A_value_may_be_any_text(string value) => Assert.Equal(value, Collect(("größe/x_y-z.1", value))["größe/x_y-z.1"]);

    private static IReadOnlyDictionary<string, string> Collect(params (string Key, string Value)[] pairs) =>
        KeyValueItems.Collect("ContainerLabel", pairs.Select(p => KeyValuePair.Create(p.Key, p.Value)));

    private static void AssertRefused(string code, string quoted, params (string Key, string Value)[] pairs)
    {
        var failure = Assert.Throws<RustImageException>(() => Collect(pairs));
        Assert.Equal(code, failure.Code);
        Assert.Contains(quoted, failure.Message, StringComparison.Ordinal);
    }
}
