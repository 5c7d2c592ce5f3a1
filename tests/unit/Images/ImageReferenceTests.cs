using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("hello")]
    [InlineData("a/b/c")]
    [InlineData("team/hello-world_x.y__z---1")]
    [InlineData("0")]
    public void A_repository_may_be(string repository) => Assert.Equal(repository, ImageReference.Create(null, repository, ["1"]).Repository);

    [Theory]
    [InlineData("")]
    [InlineData("Hello")]
    [InlineData("-hello")]
    [InlineData("hello_")]
    [InlineData("a..b")]
    [InlineData("a___b")]
    [InlineData("a//b")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("hello:1")]
    [InlineData("ghcr.io/hello")]
    [InlineData("größe")]
    [InlineData("hello\n")]
    public void A_repository_may_not_be(string repository) =>
        AssertRefused("RIMG5001", repository, () => ImageReference.Create(null, repository, ["1"]));

    [Theory]
    [InlineData("ghcr.io")]
    [InlineData("localhost")]
    [InlineData("localhost:5000")]
    [InlineData("[::1]:5000")]
    public void A_host_with_or_without_a_port_is_a_registry(string registry) =>
        Assert.Equal($"{registry}/hello:1", ImageReference.Create(registry, "hello", ["1"]).FullNames[0]);

    [Theory]
    [InlineData("https://ghcr.io")]
    [InlineData("ghcr.io/")]
    [InlineData("ghcr.io/team")]
    [InlineData("-x")]
    [InlineData("host:port")]
    [InlineData("a b")]
    public void Other_registries_are_refused(string registry) =>
        Assert.Equal("RIMG5005", Assert.Throws<RustImageException>(() => ImageReference.Create(registry, "hello", ["1"])).Code);

    [Theory]
    [InlineData("latest")]
    [InlineData("1.0.0_build.5")]
    [InlineData("_x")]
    [InlineData("V1-rc.1")]
    public void A_tag_may_be(string tag) => Assert.Equal([tag], ImageReference.Create(null, "hello", [tag]).Tags);

    [Theory]
    [InlineData("")]
    [InlineData(".1")]
    [InlineData("-1")]
    [InlineData("1.0+build")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("größe")]
    [InlineData("1\n")]
    public void A_tag_may_not_be(string tag) => AssertRefused("RIMG5002", tag, () => ImageReference.Create(null, "hello", ["good", tag]));

    [Fact]
    public void A_list_of_nothing_but_separators_is_refused()
    {
        AssertRefused("RIMG5001", "'", () => ImageReference.CreateAll([], [], ["1"]));
        AssertRefused("RIMG5002", "'", () => ImageReference.CreateAll([], ["hello"], []));
    }

    [Fact]
    public void A_refused_registry_is_quoted_without_its_password()
    {
        var failure = Assert.Throws<RustImageException>(() => ImageReference.Create("me:geheim@ghcr.io", "hello", ["1"]));
        Assert.Contains("'***@ghcr.io'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_has_at_most_128_characters()
    {
        Assert.Single(ImageReference.Create(null, "hello", [new string('x', 128)]).Tags);
        AssertRefused("RIMG5002", "xxx", () => ImageReference.Create(null, "hello", [new string('x', 129)]));
    }

    [Fact]
    public void Names_are_as_people_write_them()
    {
        Assert.Equal(["hello:1", "hello:latest"], ImageReference.Create(null, "hello", ["1", "latest"]).Names);
        Assert.Equal(["localhost:5000/team/hello:1"], ImageReference.Create("localhost:5000", "team/hello", ["1"]).Names);
    }

    [Theory]
    [InlineData(null, "hello", "docker.io/library/hello:1")]
    [InlineData(null, "team/hello", "docker.io/team/hello:1")]
    [InlineData("ghcr.io", "hello", "ghcr.io/hello:1")]
    [InlineData("localhost:5000", "team/hello", "localhost:5000/team/hello:1")]
    public void The_full_name_has_registry_namespace_and_first_tag(string? registry, string repository, string full) =>
        Assert.Equal(full, ImageReference.Create(registry, repository, ["1", "latest"]).FullNames[0]);

    [Theory]
    [InlineData("my-app", "my-app")]
    [InlineData("My_App", "my_app")]
    [InlineData("_private-", "private")]
    public void A_packages_name_becomes_a_repository(string package, string repository)
    {
        Assert.Equal(repository, ImageReference.RepositoryOf(package));
        Assert.Equal(repository, ImageReference.Create(null, ImageReference.RepositoryOf(package), ["1"]).Repository);
    }

    [Theory]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("1.2.3-rc.1+build.5", "1.2.3-rc.1_build.5")]
    public void A_version_becomes_a_tag(string version, string tag)
    {
        Assert.Equal(tag, ImageReference.TagOf(version));
        Assert.Equal([tag], ImageReference.Create(null, "hello", [ImageReference.TagOf(version)]).Tags);
    }

    private static void AssertRefused(string code, string quoted, Action create)
    {
        var failure = Assert.Throws<RustImageException>(create);
        Assert.Equal(code, failure.Code);
        Assert.Contains($"'{ForeignText.Whole(quoted)}", failure.Message, StringComparison.Ordinal);
    }
}
