using RustImage.Testing;
using RustImage.Toolchain;
using RustImage.UnitTests.Cargo;

namespace RustImage.UnitTests.Toolchain;

public sealed class TargetToolchainTests : IDisposable
{
    private const string X64 = "x86_64-unknown-linux-gnu";
    private const string Arm64 = "aarch64-unknown-linux-gnu";
    private const string MuslX64 = "x86_64-unknown-linux-musl";

    private readonly Crate _crate = Crate.Create();
    private readonly Dictionary<string, string> _variables = [];

    public void Dispose() => _crate.Dispose();

    [Fact]
    public async Task Without_a_setting_the_target_is_the_host()
    {
        var target = await ResolveAsync();
        Assert.Equal(HostTriple.Name, target.Triple);
        Assert.Equal(Platform.FromTriple(target.Triple)!.RuntimeIdentifier, target.RuntimeIdentifier);
    }

    [Theory]
    [InlineData(X64, "", true)]
    [InlineData(X64, "-Ctarget-feature=+crt-static", false)]
    [InlineData(X64, "-Clink-arg=-static", false)]
    [InlineData(X64, "-Ctarget-feature=-crt-static", true)]
    [InlineData(MuslX64, "", false)]
    public void Only_a_dynamic_program_for_glibc_needs_glibc_for_certain(string triple, string flag, bool needs) =>
        Assert.Equal(needs, new TargetToolchain("1.90.0", triple, "linux-x64", [flag], [], null).LinksGlibc);

    [Theory]
    [InlineData("linux-x64", X64)]
    [InlineData("linux-arm64", Arm64)]
    [InlineData("linux-musl-x64", MuslX64)]
    public async Task A_runtime_identifier_yields_its_triple(string rid, string triple) =>
        Assert.Equal(triple, (await ResolveAsync(rid: rid)).Triple);

    [Theory]
    [InlineData(MuslX64, null, "linux-x64")]
    [InlineData(MuslX64, "linux-x64", "linux-x64")]
    [InlineData(MuslX64, "linux-musl-x64", "linux-x64")]
    [InlineData(Arm64, "linux-arm64", "linux-arm64")]
    public async Task A_triple_of_the_user_is_kept(string triple, string? rid, string platform)
    {
        var target = await ResolveAsync(triple, rid);
        Assert.Equal((triple, platform), (target.Triple, target.RuntimeIdentifier));
    }

    [Theory]
    [InlineData(Arm64, "linux-x64")]
    [InlineData(X64, "linux-musl-x64")]
    public async Task A_triple_that_contradicts_the_runtime_identifier_is_refused(string triple, string rid)
    {
        var refusal = await RefusalAsync(triple, rid);
        Assert.Equal("RIMG2009", refusal.Code);
        Assert.Contains(triple, refusal.Text, StringComparison.Ordinal);
        Assert.Contains(rid, refusal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x86_64-pc-windows-msvc", null, "CargoTarget is 'x86_64-pc-windows-msvc'")]
    [InlineData("nonsense", "linux-x64", "CargoTarget is 'nonsense'")]
    [InlineData(null, "win-x64", "ContainerRuntimeIdentifier is 'win-x64'")]
    [InlineData(null, "linux-musl-s390x", "ContainerRuntimeIdentifier is 'linux-musl-s390x'")]
    public async Task The_error_for_an_unsupported_platform_names_the_supported_ones(string? triple, string? rid, string text)
    {
        var refusal = await RefusalAsync(triple, rid);
        Assert.Equal("RIMG2006", refusal.Code);
        Assert.Contains(text, refusal.Text, StringComparison.Ordinal);
        Assert.Contains(triple is null ? "'linux-arm64'" : $"'{Arm64}'", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_for_a_triple_unknown_to_rustc_quotes_rustc()
    {
        var refusal = await RefusalAsync("x86_64-alpine-linux-musl", null);
        Assert.Equal("RIMG2010", refusal.Code);
        Assert.Contains("x86_64-alpine-linux-musl", refusal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Text);
    }

    [Fact]
    public async Task The_error_for_a_missing_rustc_names_it()
    {
        _variables["RUSTC"] = "no-such-rustc";
        Assert.Contains("'no-such-rustc'", (await RefusalAsync(null, null)).Text, StringComparison.Ordinal);
        _variables.Remove("RUSTC");
        _variables["CARGO_BUILD_RUSTC"] = "no-such-rustc-either";
        Assert.Contains("'no-such-rustc-either'", (await RefusalAsync(null, null)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_in_the_cargo_configuration_is_used_where_the_project_names_none()
    {
        _crate.Write(".cargo/config.toml", $"[build]\ntarget = \"{MuslX64}\"");
        Assert.Equal(MuslX64, (await ResolveAsync()).Triple);
        Assert.Equal(X64, (await ResolveAsync(rid: "linux-x64")).Triple);
        _variables["CARGO_BUILD_TARGET"] = Arm64;
        Assert.Equal(Arm64, (await ResolveAsync()).Triple);
    }

    [Theory]
    [InlineData("--target", MuslX64)]
    [InlineData($"--target={MuslX64}")]
    public async Task A_target_among_the_arguments_wins_over_the_configuration(params string[] arguments)
    {
        _crate.Write(".cargo/config.toml", $"[build]\ntarget = \"{Arm64}\"");
        Assert.Equal(MuslX64, (await ResolveAsync(arguments: arguments)).Triple);
        Assert.Equal(X64, (await ResolveAsync(triple: X64, arguments: arguments)).Triple);
    }

    [Fact]
    public async Task Of_several_configured_targets_the_host_is_built_unless_the_project_names_another()
    {
        _crate.Write(".cargo/config.toml", $"[build]\ntarget = [\"{X64}\", \"{MuslX64}\"]");
        Assert.Equal(HostTriple.Name, (await ResolveAsync()).Triple);
        Assert.Equal(MuslX64, (await ResolveAsync(triple: MuslX64)).Triple);
    }

    [Fact]
    public async Task The_value_host_tuple_means_the_host()
    {
        _crate.Write(".cargo/config.toml", "[build]\ntarget = \"host-tuple\"");
        Assert.Equal(HostTriple.Name, (await ResolveAsync()).Triple);
    }

    [Fact]
    public async Task Flags_of_the_user_come_first_and_every_directory_is_remapped()
    {
        _variables["RUSTFLAGS"] = "-C target-cpu=x86-64-v2";
        _variables["CARGO_HOME"] = _crate.Path + "/cargo home/";
        var target = await ResolveAsync();
        Assert.Equal(["-C", "target-cpu=x86-64-v2"], target.RustFlags.Take(2));
        Assert.Contains($"--remap-path-prefix={_crate.Path}=/src", target.RustFlags);
        Assert.Contains($"--remap-path-prefix={_crate.Path}/cargo home=/cargo", target.RustFlags);
        Assert.Contains($"--remap-path-prefix={_crate.Path}/obj/cargo=/target", target.RustFlags);
        Assert.Equal(target.BuildDirectories.Count, target.RustFlags.Count - 2);
        Assert.All(target.BuildDirectories, d => Assert.True(Path.IsPathFullyQualified(d) && !Path.EndsInDirectorySeparator(d), d));
    }

    private async Task<TargetToolchain> ResolveAsync(string? triple = null, string? rid = null, params string[] arguments) =>
        await TargetToolchain.ResolveAsync(
            _crate.Cargo, await _crate.ReadAsync(), triple, rid, _crate.Path + "/obj/cargo/", _variables.GetValueOrDefault, arguments);

    private async Task<Diagnostic> RefusalAsync(string? triple, string? rid) =>
        (await Assert.ThrowsAsync<RustImageException>(() => ResolveAsync(triple, rid))).Diagnostic;
}
