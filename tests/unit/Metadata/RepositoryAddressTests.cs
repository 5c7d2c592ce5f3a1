using RustImage.Metadata;

namespace RustImage.UnitTests.Metadata;

public sealed class RepositoryAddressTests
{
    [Theory]
    [InlineData("https://github.com/o/r", "https://github.com/o/r")]
    [InlineData("https://github.com/o/r.git", "https://github.com/o/r")]
    [InlineData("https://git.example.org:8443/o/r.git/", "https://git.example.org:8443/o/r")]
    [InlineData("http://git.example.org/o/r\n", "http://git.example.org/o/r")]
    [InlineData("git@github.com:o/r.git", "https://github.com/o/r")]
    [InlineData("github.com:o/r", "https://github.com/o/r")]
    [InlineData("git@gitlab.example.org:group/sub/r.git", "https://gitlab.example.org/group/sub/r")]
    [InlineData("ssh://git@git.example.org:2222/o/r.git", "https://git.example.org/o/r")]
    [InlineData("git://git.example.org/o/r.git", "https://git.example.org/o/r")]
    [InlineData("git@ssh.dev.azure.com:v3/org/project/repo", "https://dev.azure.com/org/project/_git/repo")]
    [InlineData("https://org@dev.azure.com/org/project/_git/repo", "https://dev.azure.com/org/project/_git/repo")]
    public void A_Git_remote_becomes_a_web_address(string remote, string expected) =>
        Assert.Equal(expected, RepositoryAddress.ToWeb(remote));

    [Theory]
    [InlineData("/srv/git/r.git")]
    [InlineData("../r")]
    [InlineData("C:\\src\\r")]
    [InlineData("C:/src/r")]
    [InlineData("file:///srv/git/r.git")]
    [InlineData("https://github.com/")]
    [InlineData("git@github.com:")]
    [InlineData("")]
    public void A_remote_without_a_public_address_yields_null(string remote) => Assert.Null(RepositoryAddress.ToWeb(remote));

    [Theory]
    [InlineData("https://user:geheim@github.com/o/r.git")]
    [InlineData("https://geheim@github.com/o/r")]
    [InlineData("https://github.com/o/r?token=geheim")]
    [InlineData("https://github.com/o/r#geheim")]
    [InlineData("https://user:1/geheim@github.com/o/r")]
    [InlineData("https://user:ge/geheim@github.com/o/r")]
    [InlineData("user:geheim@github.com:o/r")]
    [InlineData("ssh://user:geheim@github.com/o/r")]
    [InlineData("geheim@github.com:o/r")]
    public void The_web_address_has_no_user_and_no_password(string remote) =>
        Assert.DoesNotContain("geheim", RepositoryAddress.ToWeb(remote) ?? "", StringComparison.Ordinal);
}
