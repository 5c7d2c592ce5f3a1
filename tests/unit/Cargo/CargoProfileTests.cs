using System.Text.RegularExpressions;
using RustImage.Cargo;
using RustImage.Cargo.Manifests;
using RustImage.Toml;

namespace RustImage.UnitTests.Cargo;

public sealed partial class CargoProfileTests
{
    /// <summary>The expected values are those that cargo passes to rustc.</summary>
    [Theory]
    [InlineData("release", "[profile.release]\nstrip = true\ndebug = 1", "", "symbols", "limited")]
    [InlineData("release", "[profile.release]\nstrip = \"debuginfo\"\ndebug = \"line-tables-only\"", "", "debuginfo", "line-tables-only")]
    [InlineData("dev", "", "", null, null)]
    [InlineData("slim", "[profile.slim]\ninherits = \"base\"\n[profile.base]\ninherits = \"release\"\nstrip = \"symbols\"\n" +
        "[profile.release]\ndebug = true\nstrip = false", "", "symbols", "full")]
    [InlineData("release", "[profile.release]\nstrip = false\ndebug = 2", "[profile.release]\nstrip = \"symbols\"", "symbols", "full")]
    [InlineData("bench", "[profile.release]\nstrip = true\ndebug = \"limited\"", "", "symbols", "limited")]
    public async Task Strip_and_debug_equal_the_values_that_cargo_passes_to_rustc(
        string profile, string manifest, string configuration, string? strip, string? debug)
    {
        using var crate = Crate.Create(moreOfManifest: manifest);
        crate.Write(".cargo/config.toml", configuration);
        var read = CargoProfile.Read(profile, TomlReader.ReadFile(crate.Manifest), await CargoConfig.ReadAsync(crate.Cargo));
        Assert.Equal((strip, debug), (read.Strip, read.Debug));
        if (strip is null)
            return;
        var log = await crate.Cargo.CaptureAsync(["build", "-v", "--profile", profile], default);
        Assert.True(log.ExitCode == 0, log.StandardError);
        Assert.Equal(strip, Strip().Match(log.StandardError).Groups[1].Value);
        var given = Debug().Match(log.StandardError).Groups[1].Value;
        Assert.Equal(debug, given switch { "2" => "full", "1" => "limited", "" => null, _ => given });
    }

    [Theory]
    [InlineData("[profile.a]\ninherits = \"b\"\n[profile.b]\ninherits = \"a\"")]
    [InlineData("[profile.a]\nstrip = true")]
    public void A_profile_that_cargo_refuses_is_left_to_cargo(string manifest) => Assert.Throws<AskCargoException>(() =>
        CargoProfile.Read("a", TomlReader.Parse(manifest, "Cargo.toml"), new CargoConfig(new(default), "/", _ => null)));

    [GeneratedRegex("-C strip=(\\S+)")]
    private static partial Regex Strip();

    [GeneratedRegex("-C debuginfo=(\\S+)")]
    private static partial Regex Debug();
}
