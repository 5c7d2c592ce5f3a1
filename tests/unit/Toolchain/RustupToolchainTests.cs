using RustImage.Testing;
using RustImage.Toolchain;

namespace RustImage.UnitTests.Toolchain;

/// <summary>Compares with rustup. Its home is a temporary directory in which toolchains are links to a directory.</summary>
public sealed class RustupToolchainTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string?> _variables = [];
    private readonly string _rustup = Require.Tool("rustup", "rustup");
    private readonly string _host;

    public RustupToolchainTests()
    {
        _host = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64
            ? "aarch64-unknown-linux-gnu" : "x86_64-unknown-linux-gnu";
        foreach (var name in new[]
            { $"stable-{_host}", $"nightly-{_host}", $"nightly-2024-05-06-{_host}", $"1.70-{_host}", $"1.70.0-{_host}", "mine",
            "my-stable" })
            Write($"home/toolchains/{name}/bin/rustc", "");
        Settings("");
        _variables["RUSTUP_HOME"] = _directory["home"];
        _variables["RUSTUP_TOOLCHAIN"] = null;
        Directory.CreateDirectory(_directory["a/b/c"]);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public Task The_default_toolchain_is_used_without_other_settings() => AssertSameAsRustupAsync("stable");

    [Theory]
    [InlineData("nightly")]
    [InlineData("nightly-2024-05-06")]
    [InlineData("1.70")]
    [InlineData("1.70.0")]
    [InlineData("mine")]
    [InlineData("my-stable")]
    public async Task A_toolchain_file_may_name_a_channel_a_version_or_a_custom_toolchain(string channel)
    {
        Write("a/rust-toolchain.toml", $"[toolchain]\nchannel = \"{channel}\"\n");
        await AssertSameAsRustupAsync(channel);
        File.Delete(_directory["a/rust-toolchain.toml"]);
        Write("a/b/rust-toolchain", channel + "\n");
        await AssertSameAsRustupAsync(channel);
        Write("a/b/rust-toolchain", $"[toolchain]\nchannel = '{channel}'");
        await AssertSameAsRustupAsync(channel);
    }

    [Fact]
    public async Task The_nearest_toolchain_file_is_used_and_the_old_file_name_wins()
    {
        Write("a/rust-toolchain", "nightly");
        await AssertSameAsRustupAsync("nightly");
        Write("a/b/rust-toolchain.toml", "toolchain.channel = \"1.70\"\n");
        await AssertSameAsRustupAsync("1.70");
        Write("a/b/rust-toolchain", "mine");
        await AssertSameAsRustupAsync("mine");
    }

    [Fact]
    public async Task An_override_wins_over_a_file_in_its_directory_and_loses_to_one_below()
    {
        Write("a/b/rust-toolchain", "nightly");
        Settings($"[overrides]\n\"{_directory["a/b"]}\" = \"1.70-{_host}\"\n");
        await AssertSameAsRustupAsync("1.70");
        Write("a/b/c/rust-toolchain", "mine");
        await AssertSameAsRustupAsync("mine");
    }

    [Fact]
    public async Task An_override_is_found_through_a_link()
    {
        Settings($"[overrides]\n\"{_directory["a/b"]}\" = \"nightly\"\n");
        Directory.CreateSymbolicLink(_directory["link"], _directory["a"]);
        await AssertSameAsRustupAsync("nightly", "link/b/c");
    }

    [Theory]
    [InlineData("nightly")]
    [InlineData("mine")]
    public async Task The_variable_RUSTUP_TOOLCHAIN_wins(string name)
    {
        Write("a/b/c/rust-toolchain", "1.70");
        _variables["RUSTUP_TOOLCHAIN"] = name;
        await AssertSameAsRustupAsync(name);
    }

    [Fact]
    public async Task A_toolchain_file_without_a_channel_means_the_default()
    {
        Write("a/rust-toolchain.toml", "[toolchain]\ntargets = [\"wasm32-wasip1\"]\n");
        await AssertSameAsRustupAsync("stable");
    }

    [Fact]
    public void A_toolchain_directory_may_be_named_by_its_full_path()
    {
        Write("elsewhere/bin/rustc", "");
        Write("a/rust-toolchain.toml", $"[toolchain]\npath = \"{_directory["elsewhere"]}\"\n");
        Assert.Equal(_directory["elsewhere"], Find());
    }

    [Theory]
    [InlineData("[toolchain\n")]
    [InlineData("[toolchain]\nchannel = 1\n")]
    [InlineData("[toolchain]\npath = \"relative\"\n")]
    [InlineData("[toolchain]\nchannel = \"not-installed\"\n")]
    [InlineData("")]
    public void A_toolchain_file_that_rustup_refuses_yields_no_toolchain(string text)
    {
        Write("a/rust-toolchain.toml", text);
        Assert.Null(Find());
    }

    private async Task AssertSameAsRustupAsync(string channel, string directory = "a/b/c")
    {
        var found = Find(directory);
        Assert.NotNull(found);
        var answer =
            await ProcessRunner.CaptureAsync(new Command(_rustup, ["show", "active-toolchain"], _directory[directory], _variables));
        Assert.True(answer.ExitCode == 0, answer.StandardError);
        Assert.Equal(answer.StandardOutput.Split(' ', '\n')[0], Path.GetFileName(found));
        Assert.StartsWith(channel, Path.GetFileName(found), StringComparison.Ordinal);
    }

    private string? Find(string directory = "a/b/c") => new RustupToolchain(_directory[directory], _variables.GetValueOrDefault).Find();

    private void Settings(string more) =>
        Write("home/settings.toml", $"version = \"12\"\ndefault_toolchain = \"stable-{_host}\"\nprofile = \"default\"\n\n{more}");

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[name])!);
        File.WriteAllText(_directory[name], text);
    }
}
