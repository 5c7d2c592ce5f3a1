using RustImage.Images;
using RustImage.Layers;

namespace RustImage.UnitTests.Images;

public sealed class ImageSettingsTests
{
    private static readonly Accounts Accounts = Accounts.OfBase(null);

    [Theory]
    [InlineData("0")]
    [InlineData("1000:1000")]
    [InlineData("root")]
    [InlineData("nonroot:nonroot")]
    public void Numbers_and_user_names_of_the_image_are_valid_users(string user) =>
        Assert.Equal(user, ImageSettings.CheckUser(user, Accounts));

    [Theory]
    [InlineData("")]
    [InlineData("me")]
    [InlineData("1000:")]
    [InlineData("1:2:3")]
    [InlineData("-1")]
    [InlineData("Root")]
    [InlineData("2147483648")]
    public void An_unknown_user_is_refused(string user) =>
        Assert.Equal("RIMG5006", Assert.Throws<RustImageException>(() => ImageSettings.CheckUser(user, Accounts)).Code);

    [Fact]
    public void PATH_comes_first_unless_the_project_sets_it() => Assert.Equal(
        ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "B=1", "A=2"], WithDefaults(("B", "1"), ("A", "2")));

    [Fact]
    public void A_PATH_of_the_project_wins() => Assert.Equal(["PATH=/only", "A=1"], WithDefaults(("A", "1"), ("PATH", "/only")));

    [Fact]
    public void The_last_of_two_variables_with_one_name_counts() =>
        Assert.Equal(["A=3", "a=2"], WithDefaults(("A", "1"), ("a", "2"), ("A", "3")).Skip(1));

    [Fact]
    public void An_empty_variable_is_kept() => Assert.Equal(["A="], WithDefaults(("A", "")).Skip(1));

    private static IEnumerable<string> WithDefaults(params (string Name, string Value)[] variables) =>
        ImageSettings.WithDefaults(variables.Select(v => KeyValuePair.Create(v.Name, v.Value)), null).Select(v => $"{v.Key}={v.Value}");
}
