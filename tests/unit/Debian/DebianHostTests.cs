using RustImage.Debian;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian;

public sealed class DebianHostTests
{
    [Theory]
    [InlineData("ID=debian\nVERSION_CODENAME=bookworm\n", "bookworm")]
    [InlineData("ID=\"debian\"\nVERSION_CODENAME='trixie'\n", "trixie")]
    [InlineData("ID=debian\nPRETTY_NAME=\"Debian GNU/Linux forky/sid\"\n", "stable")]
    [InlineData("ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n", "stable")]
    [InlineData("# nothing\n\n=\n", "stable")]
    public void The_first_lock_uses_the_suite_of_a_Debian_host_or_stable(string text, string suite)
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory["os-release"], text);
        Assert.Equal(suite, DebianHost.SuiteOf(directory["none"], directory["os-release"]));
        Assert.Equal("stable", DebianHost.SuiteOf(directory["none"]));
    }

    [Theory]
    [InlineData("stable", true)]
    [InlineData("oldstable", true)]
    [InlineData("oldoldstable", true)]
    [InlineData("testing", true)]
    [InlineData("unstable", true)]
    [InlineData("trixie", false)]
    [InlineData("sid", false)]
    public void Roles_and_codenames_are_distinguished(string name, bool expected) => Assert.Equal(expected, DebianHost.IsRole(name));
}
