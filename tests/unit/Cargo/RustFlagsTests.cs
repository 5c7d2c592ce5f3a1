using RustImage.Cargo;
using RustImage.Cargo.Configuration;
using RustImage.Toml;

namespace RustImage.UnitTests.Cargo;

public sealed class RustFlagsTests
{
    private const string Triple = "x86_64-unknown-linux-gnu";
    private const string TargetVariable = "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS";

    private static readonly HashSet<string> Cfg = ["unix"];

    private const string FullConfig = """
        [build]
        rustflags = ["from-build"]
        [target]
        x86_64-unknown-linux-gnu.rustflags = ["from-target"]
        'cfg(unix)'.rustflags = "from cfg"
        'cfg(windows)'.rustflags = "no"
        aarch64-unknown-linux-gnu.rustflags = ["other"]
        """;

    [Fact]
    public void The_encoded_variable_outranks_everything() =>
        Assert.Equal(
            ["from encoded", "-v"],
            Effective(FullConfig, ("CARGO_ENCODED_RUSTFLAGS", "from encoded\x1f-v"), ("RUSTFLAGS", "plain"), (TargetVariable, "t")));

    [Fact]
    public void The_plain_variable_outranks_target_and_build() =>
        Assert.Equal(["plain", "-v"],
            Effective(FullConfig, ("RUSTFLAGS", " plain  -v "), (TargetVariable, "t"), ("CARGO_BUILD_RUSTFLAGS", "b")));

    [Fact]
    public void Target_flags_outrank_build_flags() =>
        Assert.Equal(["from-target", "from", "cfg"], Effective(FullConfig, ("CARGO_BUILD_RUSTFLAGS", "b")));

    [Fact]
    public void The_target_variable_comes_after_the_triple_key_and_before_cfg_keys() =>
        Assert.Equal(["from-target", "variable", "from", "cfg"], Effective(FullConfig, (TargetVariable, "variable")));

    [Fact]
    public void Build_flags_come_last_followed_by_their_variable()
    {
        const string build = "build.rustflags = \"-C debuginfo=0\"\ntarget.'cfg(windows)'.rustflags = [\"no\"]";
        Assert.Equal(["-C", "debuginfo=0", "b"], Effective(build, ("CARGO_BUILD_RUSTFLAGS", "b")));
    }

    [Theory]
    [InlineData("CARGO_ENCODED_RUSTFLAGS")]
    [InlineData("RUSTFLAGS")]
    public void An_empty_variable_means_no_flags(string variable) => Assert.Empty(Effective(FullConfig, (variable, "")));

    [Fact]
    public void Empty_target_flags_leave_the_build_flags_in_effect()
    {
        const string config = "build.rustflags = [\"b\"]\ntarget.x86_64-unknown-linux-gnu.rustflags = []";
        Assert.Equal(["b"], Effective(config, (TargetVariable, "")));
    }

    [Fact]
    public void A_dot_in_the_triple_becomes_an_underscore_in_the_variable() => Assert.Equal(
        ["x"],
        RustFlags.Effective(Config("", ("CARGO_TARGET_THUMBV8M_MAIN_NONE_EABI_RUSTFLAGS", "x")), "thumbv8m.main-none-eabi", Cfg));

    [Fact]
    public void Without_settings_there_are_no_flags() => Assert.Empty(Effective(""));

    [Fact]
    public void A_flag_with_spaces_survives_the_encoding()
    {
        string[] flags = ["--cfg", "feature=\"a b\"", "--remap-path-prefix=/my projects=/src"];
        Assert.Equal(flags, Effective(FullConfig, (RustFlags.Variable, RustFlags.Encode(flags))));
    }

    private static IReadOnlyList<string> Effective(string config, params (string Name, string Value)[] variables) =>
        RustFlags.Effective(Config(config, variables), Triple, Cfg);

    private static CargoConfig Config(string toml, params (string Name, string Value)[] variables) => new(
        ConfigValue.FromToml(TomlReader.Parse(toml, "config.toml"), new ConfigSource(ConfigOrigin.File, "/.cargo/config.toml")),
        "/",
        name => variables.FirstOrDefault(v => v.Name == name).Value);
}
