using System.Text;
using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class VolumesTests
{
    [Theory]
    [InlineData("/data", "/data")]
    [InlineData("/var//lib/app/", "/var/lib/app")]
    [InlineData("/lib/app", "/usr/lib/app")]
    public void A_volume_is_an_absolute_path(string text, string path) => Assert.Equal(path, Volumes.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("data")]
    [InlineData("./data")]
    [InlineData("/data/../etc")]
    [InlineData("/data:ro")]
    [InlineData("C:\\data")]
    [InlineData("/a\nb")]
    public void An_invalid_volume_path_is_refused(string text)
    {
        var failure = Assert.Throws<RustImageException>(() => Volumes.Parse(text));
        Assert.Equal("RIMG5016", failure.Code);
        Assert.Contains($"'{ForeignText.Whole(text)}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Volumes_and_the_stop_signal_are_in_the_configuration()
    {
        var config = Encoding.UTF8.GetString(
            ImageConfig.Create(FixedImage.Settings with { Volumes = ["/data", "/cache"], StopSignal = "SIGINT" }, FixedImage.Tars).Bytes);
        Assert.Contains("""
            "Volumes":{"/cache":{},"/data":{}}
            """, config, StringComparison.Ordinal);
        Assert.Contains("""
            "StopSignal":"SIGINT"
            """, config, StringComparison.Ordinal);
    }
}
