using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class NamedPlatformTests
{
    [Fact]
    public void Platforms_with_one_set_of_names_fit_together() =>
        NamedPlatform.CheckTogether([Of("linux-x64", "hello", "1", "2"), Of("linux-arm64", "hello", "1", "2")]);

    [Theory]
    [InlineData("other", "1")]
    [InlineData("hello", "2")]
    public void A_platform_with_another_name_is_an_error_that_quotes_both(string repository, string tag)
    {
        var error = Assert.Throws<RustImageException>(
            () => NamedPlatform.CheckTogether([Of("linux-x64", "hello", "1"), Of("linux-arm64", repository, tag)])).Diagnostic;
        Assert.Equal("RIMG5042", error.Code);
        foreach (var part in new[] { "'hello:1'", $"'{repository}:{tag}'", "'linux-x64'", "'linux-arm64'" })
            Assert.Contains(part, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_names_of_one_platform_are_an_error() => Assert.Equal(
        "RIMG5044",
        Assert.Throws<RustImageException>(
            () => NamedPlatform.CheckTogether([Of("linux-x64", "hello", "1"), Of("linux-musl-x64", "hello", "1")])).Code);

    [Theory]
    [InlineData("X64", 1)]
    [InlineData("Arm64", 0)]
    [InlineData("S390x", -1)]
    [InlineData("Wasm", -1)]
    public void The_platform_of_the_host_is_found_by_its_processor(string architecture, int index) => Assert.Equal(
        index, NamedPlatform.FindHost([Of("linux-arm64", "hello", "1"), Of("linux-musl-x64", "hello", "1")], architecture));

    private static NamedPlatform Of(string runtimeIdentifier, string repository, params string[] tags) =>
        new(runtimeIdentifier, [ImageReference.Create(null, repository, tags)]);
}
