using RustImage.Cargo;

namespace RustImage.UnitTests.Cargo;

public sealed class CfgExpressionTests
{
    private static readonly HashSet<string> Facts =
    [
        "unix", "debug_assertions", "target_os=\"linux\"", "target_arch=\"x86_64\"", "target_env=\"\"",
        "target_feature=\"sse2\"", "target_feature=\"fxsr\"",
    ];

    [Theory]
    [InlineData("cfg(unix)")]
    [InlineData("cfg(target_os = \"linux\")")]
    [InlineData("cfg(target_os=\"linux\")")]
    [InlineData("cfg(target_env = \"\")")]
    [InlineData("cfg(target_feature = \"fxsr\")")]
    [InlineData("cfg(all(unix, target_arch = \"x86_64\"))")]
    [InlineData("cfg(all(unix, target_arch = \"x86_64\",))")]
    [InlineData("cfg(any(windows, unix))")]
    [InlineData("cfg(not(windows))")]
    [InlineData("cfg(not(any(windows, all(unix, target_os = \"macos\"))))")]
    [InlineData("cfg(all(any(windows, not(target_arch = \"arm\")), unix))")]
    [InlineData("cfg(  all ( unix ,target_os   =   \"linux\" )  )")]
    [InlineData("cfg(all())")]
    [InlineData("cfg(true)")]
    public void An_expression_that_is_true_for_the_target_matches(string expression) =>
        Assert.True(CfgExpression.Matches(expression, Facts));

    [Theory]
    [InlineData("cfg(windows)")]
    [InlineData("cfg(target_os = \"macos\")")]
    [InlineData("cfg(target_os = \"Linux\")")]
    [InlineData("cfg(target_os)")]
    [InlineData("cfg(unix = \"linux\")")]
    [InlineData("cfg(all(unix, windows))")]
    [InlineData("cfg(any())")]
    [InlineData("cfg(not(unix))")]
    [InlineData("cfg(false)")]
    public void An_expression_that_is_false_for_the_target_does_not_match(string expression) =>
        Assert.False(CfgExpression.Matches(expression, Facts));

    [Theory]
    [InlineData("")]
    [InlineData("cfg")]
    [InlineData("cfg(")]
    [InlineData("cfg()")]
    [InlineData("unix")]
    [InlineData("x86_64-unknown-linux-gnu")]
    [InlineData("cfg(unix")]
    [InlineData("cfg(unix))")]
    [InlineData("cfg(unix) windows)")]
    [InlineData("cfg(unix windows)")]
    [InlineData("cfg(unix, unix)")]
    [InlineData("cfg(any(unix)")]
    [InlineData("cfg(any(unix,, windows))")]
    [InlineData("cfg(any(unix windows))")]
    [InlineData("cfg(target_os = linux)")]
    [InlineData("cfg(target_env = )")]
    [InlineData("cfg(target_env = \")")]
    [InlineData("cfg(= \"linux\")")]
    [InlineData("cfg(\"unix\")")]
    [InlineData("cfg(☃)")]
    public void An_invalid_expression_never_matches(string expression) => Assert.False(CfgExpression.Matches(expression, Facts));

    [Theory]
    [InlineData("cfg(not())")]
    [InlineData("cfg(not(windows, macos))")]
    [InlineData("cfg(not(windows()))")]
    [InlineData("cfg(not(all))")]
    [InlineData("cfg(not(target_os = macos))")]
    [InlineData("cfg(not(\"windows\"))")]
    [InlineData("cfg(any(unix, not(☃)))")]
    public void An_error_in_a_part_makes_the_whole_expression_false_as_in_cargo(string expression) =>
        Assert.False(CfgExpression.Matches(expression, Facts));

    [Fact]
    public void A_truncated_expression_throws_no_exception()
    {
        const string Whole = "cfg(all(any(windows, not(target_arch = \"arm\")), unix, target_os = \"linux\"))";
        for (var length = 0; length < Whole.Length; length++)
        {
            Assert.False(CfgExpression.Matches(Whole[..length], Facts), Whole[..length]);
            CfgExpression.Matches(Whole[..length] + ")", Facts);
            CfgExpression.Matches(Whole.Remove(length, 1), Facts);
        }
    }

    [Fact]
    public void Deep_nesting_causes_no_stack_overflow()
    {
        var deep = string.Concat(Enumerable.Repeat("all(", 200_000));
        Assert.False(CfgExpression.Matches($"cfg({deep}", Facts));
        Assert.False(CfgExpression.Matches($"cfg({deep}unix{new string(')', 200_001)}", Facts));
    }
}
