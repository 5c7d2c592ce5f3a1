using RustImage.Metadata;

namespace RustImage.UnitTests.Metadata;

public sealed class MetadataTagTests
{
    [Theory]
    [InlineData("ghcr.io/o/app:1.2.3", "ghcr.io", "o/app", "1.2.3")]
    [InlineData("localhost/app:1", "localhost", "app", "1")]
    [InlineData("localhost:5000/a/b/c:1", "localhost:5000", "a/b/c", "1")]
    [InlineData("[::1]:5000/app:1", "[::1]:5000", "app", "1")]
    [InlineData("Registry/app:1", "Registry", "app", "1")]
    [InlineData("docker.io/app:1", "docker.io", "app", "1")]
    [InlineData("app:1", "docker.io", "app", "1")]
    [InlineData("org/app:PR-1_x", "docker.io", "org/app", "PR-1_x")]
    [InlineData("1.2.3", null, null, "1.2.3")]
    [InlineData("latest", null, null, "latest")]
    public void A_name_has_registry_repository_and_tag(string text, string? registry, string? repository, string tag) =>
        Assert.Equal(new MetadataTag(registry, repository, tag), Assert.Single(MetadataTag.ParseAll([text], "x")));

    [Theory]
    [InlineData("")]
    [InlineData("ghcr.io/o/app")]
    [InlineData("ghcr.io/o/App:1")]
    [InlineData("ghcr.io/o/app:")]
    [InlineData("ghcr.io/o/app:1+2")]
    [InlineData("ghcr.io/o/app@sha256:0000")]
    [InlineData("https://ghcr.io/o/app:1")]
    [InlineData("host:port/app:1")]
    [InlineData("a:1,b:1")]
    [InlineData("/app:1")]
    [InlineData("a b")]
    public void An_invalid_image_name_is_refused_and_quoted(string text)
    {
        var failure = Assert.Throws<RustImageException>(() => MetadataTag.ParseAll([text], "some.json"));
        Assert.Equal("RIMG5035", failure.Code);
        Assert.Contains($"'{text}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'some.json'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mix_of_bare_tags_and_full_names_is_refused()
    {
        var failure = Assert.Throws<RustImageException>(() => MetadataTag.ParseAll(["ghcr.io/a:1", "latest"], "x"));
        Assert.Equal("RIMG5036", failure.Code);
        Assert.Contains("'latest'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'ghcr.io/a:1'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_name_counts_once() =>
        Assert.Single(MetadataTag.ParseAll(["app:1", "docker.io/app:1"], "x"));
}
