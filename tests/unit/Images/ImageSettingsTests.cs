using RustImage.Images;
using RustImage.Layers;

namespace RustImage.UnitTests.Images;

public sealed class ImageSettingsTests
{
    private static readonly Accounts Accounts = Accounts.Of(LayerPlan.Create(SkeletonFiles.Create([]), [], [], []));

    [Theory]
    [InlineData("0")]
    [InlineData("1000:1000")]
    [InlineData("root")]
    [InlineData("nonroot:nonroot")]
    public void Numbers_and_the_names_of_the_image_are_users(string user) => Assert.Equal(user, ImageSettings.CheckUser(user, Accounts));

    [Theory]
    [InlineData("")]
    [InlineData("me")]
    [InlineData("1000:")]
    [InlineData("1:2:3")]
    [InlineData("-1")]
    [InlineData("Root")]
    [InlineData("2147483648")]
    public void Other_users_are_refused(string user) =>
        Assert.Equal("RIMG5006", Assert.Throws<RustImageException>(() => ImageSettings.CheckUser(user, Accounts)).Code);

    [Fact]
    public void PATH_comes_first_unless_the_project_sets_it() => Assert.Equal(
        ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "B=1", "A=2"], WithDefaults(("B", "1"), ("A", "2")));

    [Fact]
    public void The_projects_PATH_wins() => Assert.Equal(["PATH=/only", "A=1"], WithDefaults(("A", "1"), ("PATH", "/only")));

    [Fact]
    public void Of_a_name_that_comes_twice_the_last_counts() => Assert.Equal(["A=3", "a=2"], WithDefaults(("A", "1"), ("a", "2"), ("A", "3")).Skip(1));

    [Fact]
    public void An_empty_value_is_a_value() => Assert.Equal(["A="], WithDefaults(("A", "")).Skip(1));

    private static IEnumerable<string> WithDefaults(params (string Name, string Value)[] variables) =>
        ImageSettings.WithDefaults(variables.Select(v => KeyValuePair.Create(v.Name, v.Value)), null).Select(v => $"{v.Key}={v.Value}");
}
