using RustImage.Toolchain;

namespace RustImage.UnitTests.Toolchain;

public sealed class PlatformCheckTests
{
    [Fact]
    public void Several_platforms_need_a_choice()
    {
        Assert.Equal("RIMG5042", Assert.Throws<RustImageException>(() => PlatformCheck.CheckSingle("", ["linux-x64", "linux-arm64"])).Code);
        PlatformCheck.CheckSingle("linux-x64", ["linux-x64", "linux-arm64"]);
        PlatformCheck.CheckSingle("", ["linux-x64"]);
    }
}
