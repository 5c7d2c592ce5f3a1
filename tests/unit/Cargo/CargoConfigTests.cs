using System.Text.RegularExpressions;
using RustImage.Cargo;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo;

public sealed partial class CargoConfigTests : IDisposable
{
    private const string Triple = "x86_64-unknown-linux-gnu";

    private readonly Crate _crate = Crate.Create();

    public void Dispose() => _crate.Dispose();

    [Fact]
    public async Task A_missing_configuration_file_means_an_empty_configuration()
    {
        var config = await CargoConfig.ReadAsync(_crate.Cargo);
        Assert.Empty(config.BuildTargets);
        Assert.Empty(config.TargetRustFlags(Triple));
        Assert.Empty(config.BuildRustFlags);
    }

    [Theory]
    [InlineData("rustflags = \"-C  opt-level=2\"")]
    [InlineData("rustflags = [\"-C\", \"opt-level=2\"]")]
    public async Task Flags_may_be_a_string_or_a_list(string line)
    {
        _crate.Write(".cargo/config.toml", $"[build]\n{line}\n[target.{Triple}]\n{line}");
        var config = await CargoConfig.ReadAsync(_crate.Cargo);
        Assert.Equal(["-C", "opt-level=2"], config.BuildRustFlags);
        Assert.Equal(["-C", "opt-level=2"], config.TargetRustFlags(Triple));
    }

    [Theory]
    [InlineData("\"aarch64-unknown-linux-gnu\"", "aarch64-unknown-linux-gnu")]
    [InlineData("[\"aarch64-unknown-linux-gnu\"]", "aarch64-unknown-linux-gnu")]
    [InlineData("[\"aarch64-unknown-linux-gnu\", \"x86_64-unknown-linux-gnu\"]", "aarch64-unknown-linux-gnu x86_64-unknown-linux-gnu")]
    public async Task The_target_may_be_a_string_or_a_list(string value, string expected)
    {
        _crate.Write(".cargo/config.toml", $"[build]\ntarget = {value}");
        Assert.Equal(expected.Split(' '), (await CargoConfig.ReadAsync(_crate.Cargo)).BuildTargets);
    }

    [Fact]
    public async Task A_broken_configuration_file_is_read_as_empty()
    {
        _crate.Write(".cargo/config.toml", "[build\n");
        Assert.Empty((await CargoConfig.ReadAsync(_crate.Cargo)).BuildRustFlags);
    }

    [Fact]
    public async Task A_missing_cargo_has_its_own_error_code()
    {
        var failure =
            await Assert.ThrowsAsync<RustImageException>(() => CargoConfig.ReadAsync(new CargoTool("no-such-cargo", _crate.Path)));
        Assert.Equal("RIMG1001", failure.Code);
    }

    /// <summary>
    /// cargo is the reference: with our flags in the variable that outranks all others, rustc must get the same flags as without it.
    /// </summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("--cfg of_variable", "")]
    [InlineData("", "--cfg of_build_variable")]
    public async Task The_computed_flags_equal_the_flags_that_cargo_passes_to_rustc(string targetVariable, string buildVariable)
    {
        var host = HostTriple.Name;
        _crate.Write(".cargo/config.toml", $"""
            [build]
            rustflags = ["--cfg", "of_build"]
            [target.'cfg(not(target_os = "none"))']
            rustflags = "--cfg of_not"
            [target.{host}]
            rustflags = ["--cfg", "of_triple"]
            [target.'cfg(any())']
            rustflags = ["--cfg", "never"]
            [target.'cfg(all())']
            rustflags = ["--cfg", "of_all"]
            """);
        Dictionary<string, string?> variables = new(_crate.Cargo.Environment!) { ["CARGO_BUILD_RUSTFLAGS"] = buildVariable };
        variables[$"CARGO_TARGET_{host.ToUpperInvariant().Replace('-', '_')}_RUSTFLAGS"] = targetVariable;
        var cargo = _crate.Cargo with { Environment = variables };
        var log = await cargo.CaptureAsync(["build", "-v"], CancellationToken.None);
        var handed = CfgFlag().Matches(log.StandardError).Select(m => m.Groups[1].Value);

        var flags = RustFlags.Effective(await CargoConfig.ReadAsync(cargo), host, new HashSet<string>());
        Assert.NotEmpty(flags);
        Assert.Equal(handed, flags.Where(f => f != "--cfg"));
    }

    [GeneratedRegex(@"--cfg (\w+)")]
    private static partial Regex CfgFlag();
}
