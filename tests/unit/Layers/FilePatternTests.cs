using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Layers;

public sealed class FilePatternTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("conf/**", "conf/a.toml", true)]
    [InlineData("conf/**", "conf/sub/deep/.hidden", true)]
    [InlineData("conf/**", "confuse/a.toml", false)]
    [InlineData(@"conf\**\*.toml", "conf/a.toml", true)]
    [InlineData("conf/**/*.toml", "conf/a/b/c.TOML", true)]
    [InlineData("conf/**/*.toml", "conf/a.yml", false)]
    [InlineData("conf/*", "conf/sub/a", false)]
    [InlineData("conf/*.*", "conf/LICENSE", true)]
    [InlineData("*/a.toml", "conf/a.toml", true)]
    [InlineData("./conf/?.toml", "conf/a.toml", true)]
    [InlineData("conf/?.toml", "conf/ab.toml", false)]
    [InlineData("../other/*.toml", "../other/a.toml", true)]
    [InlineData("conf/a(1)*", "conf/a(1).toml", true)]
    [InlineData("conf/**/sub/*", "conf/sub/a", true)]
    public void A_pattern_matches_as_in_MSBuild(string text, string path, bool expected)
    {
        var pattern = FilePattern.Parse(text, _directory["app"])!;
        var file = Path.GetFullPath(Path.Combine(_directory["app"], path));
        Assert.Equal(expected, pattern.IsMatch(file));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
        Assert.Equal(expected, pattern.HasMatch());
    }

    [Theory]
    [InlineData("conf/a.toml")]
    [InlineData("conf/a**.toml")]
    [InlineData("conf/**/../a.toml")]
    [InlineData("")]
    public void A_text_that_MSBuild_takes_for_a_name_is_no_pattern(string text) => Assert.Null(FilePattern.Parse(text, _directory["app"]));

    [Fact]
    public void A_full_path_does_not_depend_on_the_project() =>
        Assert.True(FilePattern.Parse(_directory["conf/*"], "/elsewhere")!.IsMatch(_directory["conf/a"]));

    [Fact]
    public void A_missing_directory_has_no_match() => Assert.False(FilePattern.Parse("nosuch/**", _directory.Path)!.HasMatch());
}
