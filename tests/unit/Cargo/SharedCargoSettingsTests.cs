using RustImage.Cargo;

namespace RustImage.UnitTests.Cargo;

public sealed class SharedCargoSettingsTests
{
    private static readonly Dictionary<string, string> Common = new() { ["CargoProfile"] = "release", ["CargoFeatures"] = "" };

    [Fact]
    public void A_missing_setting_is_like_an_empty_one() =>
        SharedCargoSettings.Check(Common, [("one", new Dictionary<string, string> { ["CargoProfile"] = "release" })]);

    [Fact]
    public void Other_metadata_may_differ() => SharedCargoSettings.Check(
        Common, [("one", new Dictionary<string, string>(Common) { ["Binary"] = "one", ["MSBuildSourceProjectFile"] = "x" })]);

    [Fact]
    public void Every_difference_is_listed()
    {
        var failure = Assert.Throws<RustImageException>(() => SharedCargoSettings.Check(Common,
        [
            ("one", new Dictionary<string, string> { ["CargoProfile"] = "dev", ["ContainerRuntimeIdentifier"] = "linux-arm64" }),
            ("two", new Dictionary<string, string>()),
        ]));
        Assert.Equal(["RIMG1014", "RIMG1014", "RIMG1014"], failure.Diagnostics.Select(d => d.Code));
        Assert.Contains("linux-arm64", failure.Diagnostics[1].Text, StringComparison.Ordinal);
    }
}
