using RustImage.Debian.Downloads;

namespace RustImage.UnitTests.Debian.Downloads;

public sealed class MirrorAddressTests
{
    [Theory]
    [InlineData("http://a.example/debian", "http://a.example/debian/")]
    [InlineData("https://a.example:8443/debian/", "https://a.example:8443/debian/")]
    [InlineData("HTTP://A.example", "http://a.example/")]
    [InlineData("file:///srv/debian", "file:///srv/debian/")]
    [InlineData("file:/srv/debian", "file:///srv/debian/")]
    [InlineData(" http://a.example/ ;\n http://b.example/ ; ", "http://a.example/", "http://b.example/")]
    [InlineData("http://a.example/ http://b.example/", "http://a.example/", "http://b.example/")]
    [InlineData("http://a.example/;http://a.example", "http://a.example/")]
    [InlineData("http://[::1]:80/debian", "http://[::1]/debian/")]
    [InlineData(" ; ")]
    [InlineData(null)]
    public void Addresses_get_a_slash_at_their_end(string? value, params string[] expected) =>
        Assert.Equal(expected, MirrorAddress.Parse("DebianMirror", value).Select(u => u.AbsoluteUri));

    [Theory]
    [InlineData("/srv/debian", "/srv/debian/")]
    [InlineData("/srv/my debian", "/srv/my debian/")]
    [InlineData("/srv/a#b%20c?d+~", "/srv/a#b%20c?d+~/")]
    [InlineData("/srv/one /srv/two;/srv/three", "/srv/one/", "/srv/two/", "/srv/three/")]
    public void Directories_become_file_addresses(string value, params string[] expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "These are names of Unix.");
        Assert.Equal(expected, MirrorAddress.Parse("DebianMirror", value).Select(u => u.LocalPath));
    }

    [Fact]
    public void A_relative_name_leads_to_a_file_in_the_directory()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "These are names of Unix.");
        var mirror = Assert.Single(MirrorAddress.Parse("DebianMirror", "/srv/a#b"));
        Assert.Equal("/srv/a#b/pool/g++_1.0+b1~x_all.deb", new Uri(mirror, "pool/g++_1.0+b1~x_all.deb").LocalPath);
    }

    [Theory]
    [InlineData("debian")]
    [InlineData("./debian")]
    [InlineData("ftp://a.example/debian")]
    [InlineData("http://")]
    [InlineData("http://a.example/debian?x=1")]
    [InlineData("http://a.example/debian#x")]
    [InlineData("http://a.example/a b")]
    [InlineData("http://a.example;none")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/")]
    public void An_invalid_address_is_an_error(string value)
    {
        var error = Assert.Throws<RustImageException>(() => MirrorAddress.Parse("DebianMirror", value));
        Assert.Equal("RIMG7030", error.Code);
        Assert.StartsWith($"DebianMirror is '{value.Split('?')[0]}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://user:secret@a.example/debian", "http://***@a.example/debian")]
    [InlineData("https://secret@a.example/", "https://***@a.example/")]
    [InlineData("http://user:se;secret@a.example/", "http://***@a.example/")]
    [InlineData("http://user:se/secret@x@a.example/", "http://***@a.example/")]
    [InlineData("user:secret@a.example/debian", "***@a.example/debian")]
    [InlineData("http://b.example/;http://user:secret@a.example/", "http://***@a.example/")]
    public void A_password_in_an_address_is_refused_without_showing_it(string value, string shown)
    {
        var error = Assert.Throws<RustImageException>(() => MirrorAddress.Parse("DebianSecurityMirror", value));
        Assert.Equal("RIMG7031", error.Code);
        Assert.StartsWith($"DebianSecurityMirror is '{shown}', which contains a user or a password", error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_does_not_show_a_token_in_the_query()
    {
        var error = Assert.Throws<RustImageException>(() => MirrorAddress.Parse("DebianMirror", "http://a.example/?token=secret"));
        Assert.Contains("'http://a.example/?***'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }
}
