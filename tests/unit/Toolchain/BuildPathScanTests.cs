using System.Text;
using RustImage.Toolchain;

namespace RustImage.UnitTests.Toolchain;

public sealed class BuildPathScanTests
{
    [Fact]
    public void A_directory_is_found_with_the_text_around_it() =>
        Assert.Equal(
            [("/home/me/app", "/home/me/app/src/main.rs")],
            Find("\0\x1\0/home/me/app/src/main.rs\0more", "/home/me/app", "/home/me/.cargo"));

    [Fact]
    public void Each_directory_is_reported_once() =>
        Assert.Equal(["/a/b", "/c/d"], Find("/a/b/x /a/b/y /c/d/z", "/a/b", "/c/d", "/a/b").Select(f => f.Directory));

    [Theory]
    [InlineData("/home/me/app")]
    [InlineData("some text/home/me/appmore text")]
    public void A_long_directory_is_found_even_if_strings_touch(string text) => Assert.Single(Find(text, "/home/me/app"));

    [Theory]
    [InlineData("")]
    [InlineData("/home/me/ap")]
    [InlineData("/home/me/")]
    public void A_part_of_a_directory_name_is_not_a_match(string text) => Assert.Empty(Find(text, "/home/me/app"));

    [Theory]
    [InlineData("/usr/src/linux")]
    [InlineData("kernel.d/src/x")]
    [InlineData("a/src/x -/src/y _/src/z")]
    [InlineData("/srcdir/x /src.d/y")]
    public void A_short_directory_inside_a_longer_path_is_not_a_match(string text) => Assert.Empty(Find(text, "/src"));

    [Theory]
    [InlineData("/src/main.rs")]
    [InlineData("/usr/src/linux\0/src/main.rs")]
    [InlineData(" /src/main.rs")]
    public void A_short_directory_on_its_own_is_found(string text) =>
        Assert.Equal("/src/main.rs", Assert.Single(Find(text, "/src")).Excerpt);

    [Fact]
    public void An_excerpt_ends_with_its_string_and_has_a_limited_length()
    {
        Assert.Equal("/a/b/c", Assert.Single(Find("/a/b/c d", "/a/b")).Excerpt);
        Assert.Equal(120, Assert.Single(Find("/a/b/" + new string('x', 500), "/a/b")).Excerpt.Length);
    }

    [Fact]
    public void Non_ASCII_names_are_found() => Assert.Single(Find("\0/home/jürgen/app/src/main.rs", "/home/jürgen/app"));

    private static IReadOnlyList<(string Directory, string Excerpt)> Find(string text, params string[] directories) =>
        BuildPathScan.Find(Encoding.UTF8.GetBytes(text), directories);
}
