using RustImage.Closure.Packages;

namespace RustImage.UnitTests.Closure.Packages;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("/usr/share/zoneinfo/**", "/usr/share/zoneinfo/Europe/Berlin", true)]
    [InlineData("/usr/share/zoneinfo/**", "/usr/share/zoneinfo/UTC", true)]
    [InlineData("/usr/share/zoneinfo/**", "/usr/share/zoneinfos", false)]
    [InlineData("/usr/share/zoneinfo/", "/usr/share/zoneinfo/Europe/Berlin", true)]
    [InlineData("usr/share/zoneinfo/UTC", "/usr/share/zoneinfo/UTC", true)]
    [InlineData("/usr/share/zoneinfo/*", "/usr/share/zoneinfo/Europe/Berlin", false)]
    [InlineData("/usr/share/zoneinfo/*", "/usr/share/zoneinfo/UTC", true)]
    [InlineData("/usr/**/UTC", "/usr/UTC", true)]
    [InlineData("/usr/**/UTC", "/usr/share/zoneinfo/UTC", true)]
    [InlineData("/usr/**/UTC", "/usr/share/zoneinfo/nUTC", false)]
    [InlineData("/**", "/usr/share/zoneinfo/UTC", true)]
    [InlineData("**", "/usr/share/zoneinfo/UTC", true)]
    [InlineData("**/UTC", "/usr/share/zoneinfo/UTC", true)]
    [InlineData("/bin/busybox", "/usr/bin/busybox", true)]
    [InlineData("/lib/**", "/usr/lib/x86_64-linux-gnu/libz.so.1", true)]
    [InlineData("/usr/bin/[", "/usr/bin/[", true)]
    [InlineData("/usr/lib/lib?.so.1", "/usr/lib/libz.so.1", true)]
    [InlineData("/usr/lib/lib?.so.1", "/usr/lib/libzz.so.1", false)]
    [InlineData("/usr/lib/lib?.so.1", "/usr/lib/libz_so.1", false)]
    [InlineData("/usr/lib/libstdc++.so.*", "/usr/lib/libstdc++.so.6", true)]
    [InlineData("/usr/lib/a b#c", "/usr/lib/a b#c", true)]
    [InlineData("/usr/share/Zoneinfo/UTC", "/usr/share/zoneinfo/UTC", false)]
    [InlineData("/usr/share/zoneinfo", "/usr/share/zoneinfo/UTC", false)]
    public void A_pattern_matches_whole_paths(string pattern, string path, bool expected) =>
        Assert.Equal(expected, new PathPattern(pattern).IsMatch(path));
}
