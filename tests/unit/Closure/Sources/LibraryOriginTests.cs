using RustImage.Closure.Sources;
using RustImage.Testing;

namespace RustImage.UnitTests.Closure.Sources;

public sealed class LibraryOriginTests
{
    [Theory]
    [InlineData("Debian", true)]
    [InlineData("debian", true)]
    [InlineData("Host", false)]
    [InlineData("/srv/debian", false)]
    public void Only_Debian_has_a_lock(string setting, bool isDebian)
    {
        var origin = new LibraryOrigin(setting);
        Assert.Equal(isDebian, origin.IsDebian);
        if (isDebian)
            origin.CheckHasLock();
        else
            Assert.Equal("RIMG7069", Assert.Throws<RustImageException>(origin.CheckHasLock).Code);
    }

    [Fact]
    public void A_directory_must_exist()
    {
        using var directory = new TemporaryDirectory();
        Assert.Contains(directory.Path, new LibraryOrigin(directory.Path).OpenDirectory().Description, StringComparison.Ordinal);
        Assert.Equal("RIMG0004", Assert.Throws<RustImageException>(() => new LibraryOrigin(directory["none"]).OpenDirectory()).Code);
        Assert.Equal("this machine's file system", new LibraryOrigin("host").OpenDirectory().Description);
    }
}
