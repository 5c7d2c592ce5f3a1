using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class NamedImageTests
{
    [Fact]
    public void Two_images_may_share_a_repository_with_different_tags() =>
        NamedImage.CheckDistinct([Image("api", "shop", "api-1"), Image("worker", "shop", "worker-1"), Image("tool", "tool", "1")]);

    [Fact]
    public void One_name_for_two_images_is_refused_once_and_both_are_named()
    {
        var failure =
            Assert.Throws<RustImageException>(() => NamedImage.CheckDistinct([Image("api", "shop", "1", "latest"),
                Image("tool", "tool", "1"), Image("worker", "shop", "1", "latest")]));
        Assert.Equal("RIMG1012", Assert.Single(failure.Diagnostics).Code);
        Assert.Contains("'api' and 'worker' would both be called 'shop:1'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_archive_path_for_two_images_is_refused_in_any_case()
    {
        var failure = Assert.Throws<RustImageException>(() => NamedImage.CheckDistinct(
            [Image("api", "api", "1") with { Archive = "/bin/shop.tar" },
                Image("worker", "worker", "1") with { Archive = "/bin/Shop.tar" }]));
        Assert.Equal("RIMG1013", Assert.Single(failure.Diagnostics).Code);
        Assert.Contains("/bin/shop.tar", failure.Message, StringComparison.Ordinal);
    }

    private static NamedImage Image(string binary, string repository, params string[] tags) =>
        new(binary, [ImageReference.Create(null, repository, tags)], $"/bin/{binary}.tar");
}
