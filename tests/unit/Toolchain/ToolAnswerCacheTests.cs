using RustImage.Cargo;
using RustImage.Testing;
using RustImage.Toolchain;
using RustImage.UnitTests.Cargo;

namespace RustImage.UnitTests.Toolchain;

/// <summary>A toolchain in rustup's layout whose rustc is a copy of a real program. The tests count the questions.</summary>
public sealed class ToolAnswerCacheTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string?> _variables = new(Crate.NoVariables);
    private readonly string _program = Require.Tool("true", "coreutils");
    private int _asked;

    public ToolAnswerCacheTests()
    {
        AddToolchain("stable");
        AddToolchain("nightly");
        Write("rustup/settings.toml", $"version = \"12\"\ndefault_toolchain = \"stable-{Host}\"\n");
        Directory.CreateDirectory(_directory["proxies"]);
        File.Copy(_program, _directory["proxies/rustup"]);
        File.CreateSymbolicLink(_directory["proxies/rustc"], "rustup");
        Directory.CreateDirectory(_directory["project"]);
        _variables["PATH"] = _directory["proxies"];
        _variables["RUSTUP_HOME"] = _directory["rustup"];
        _variables["RUSTUP_TOOLCHAIN"] = null;
    }

    private static string Host => "x86_64-unknown-linux-gnu";

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_same_question_is_asked_once()
    {
        await AssertAskedAgainAsync(true);
        await AssertAskedAgainAsync(false);
        await AssertAskedAgainAsync(false);
    }

    [Fact]
    public async Task A_rustc_with_a_new_size_or_time_is_asked_again()
    {
        await AssertAskedAgainAsync(true);
        File.SetLastWriteTimeUtc(Rustc("stable"), File.GetLastWriteTimeUtc(Rustc("stable")).AddSeconds(-5));
        await AssertAskedAgainAsync(true);
        File.AppendAllText(Rustc("stable"), "more");
        await AssertAskedAgainAsync(true);
        await AssertAskedAgainAsync(false);
    }

    [Fact]
    public async Task A_rebuilt_compiler_library_beside_the_same_rustc_is_asked_again()
    {
        await AssertAskedAgainAsync(true);
        Write($"rustup/toolchains/stable-{Host}/lib/librustc_driver-1.so", "new");
        await AssertAskedAgainAsync(true);
        Write($"rustup/toolchains/stable-{Host}/lib/librustc_driver-1.so", "newer");
        await AssertAskedAgainAsync(true);
    }

    [Theory]
    [InlineData("RUSTFLAGS")]
    [InlineData("RUSTC_BOOTSTRAP")]
    [InlineData("RUSTUP_DIST_SERVER")]
    [InlineData("CARGO_BUILD_TARGET")]
    [InlineData("LD_LIBRARY_PATH")]
    public async Task A_variable_that_the_tools_read_is_part_of_the_question(string variable)
    {
        await AssertAskedAgainAsync(true);
        _variables[variable] = "one";
        await AssertAskedAgainAsync(true);
        _variables[variable] = "two";
        await AssertAskedAgainAsync(true);
        await AssertAskedAgainAsync(false);
        _variables["UNRELATED"] = "any";
        await AssertAskedAgainAsync(false);
    }

    [Fact]
    public async Task Arguments_are_part_of_the_question()
    {
        await AssertAskedAgainAsync(true);
        await AssertAskedAgainAsync(true, "--target", "aarch64-unknown-linux-gnu");
        await AssertAskedAgainAsync(true, "-C", "target-feature=+crt-static");
        await AssertAskedAgainAsync(false, "--target", "aarch64-unknown-linux-gnu");
        await AssertAskedAgainAsync(false);
    }

    [Fact]
    public async Task Another_toolchain_chosen_by_rustup_is_another_question()
    {
        await AssertAskedAgainAsync(true);
        Write("project/rust-toolchain.toml", "[toolchain]\nchannel = \"nightly\"\n");
        await AssertAskedAgainAsync(true);
        Write("project/rust-toolchain.toml", "[toolchain]\nchannel = \"nightly\"\ntargets = [\"wasm32-wasip1\"]\n");
        await AssertAskedAgainAsync(true);
        _variables["RUSTUP_TOOLCHAIN"] = "stable";
        await AssertAskedAgainAsync(true);
        _variables["RUSTUP_TOOLCHAIN"] = null;
        await AssertAskedAgainAsync(false);
        Write("rustup/settings.toml",
            $"version = \"12\"\ndefault_toolchain = \"stable-{Host}\"\n[overrides]\n\"{_directory["project"]}\" = \"stable\"\n");
        await AssertAskedAgainAsync(true);
    }

    [Fact]
    public async Task Another_program_earlier_on_PATH_is_another_question()
    {
        await AssertAskedAgainAsync(true);
        Directory.CreateDirectory(_directory["first"]);
        File.Copy(_program, _directory["first/rustc"]);
        _variables["PATH"] = _directory["first"] + Path.PathSeparator + _directory["proxies"];
        await AssertAskedAgainAsync(true);
    }

    [Fact]
    public async Task Answers_of_a_script_are_not_cached_because_it_may_start_any_program()
    {
        Script.Write(_directory["first/rustc"], "exec any");
        _variables["PATH"] = _directory["first"];
        await AssertAskedAgainAsync(true);
        await AssertAskedAgainAsync(true);
    }

    [Fact]
    public async Task Answers_of_another_toolchain_than_the_one_found_are_not_cached()
    {
        await AskAsync(isOf: false);
        await AssertAskedAgainAsync(true);
    }

    [Theory]
    [InlineData("target-cpu=native")]
    [InlineData("@flags.txt")]
    public async Task Flags_that_depend_on_other_files_are_asked_each_time(string flag)
    {
        await AssertAskedAgainAsync(true, "-C", flag);
        await AssertAskedAgainAsync(true, "-C", flag);
    }

    [Fact]
    public async Task A_damaged_cache_file_holds_no_answers()
    {
        await AssertAskedAgainAsync(true);
        File.WriteAllText(_directory["tools.json"], "[{\"Key\"");
        await AssertAskedAgainAsync(true);
        await AssertAskedAgainAsync(false);
    }

    [Fact]
    public async Task The_real_rustc_is_asked_once_and_the_cached_answers_are_equal()
    {
        using var crate = Crate.Create();
        var rustc = Require.Tool("rustc", "rustc");
        var path = _directory["real.json"];
        var first = await RustToolchain.ReadAsync(rustc, crate.Cargo, null, ToolAnswerCache.Open(path));
        Assert.True(File.Exists(path), "the answer of a real toolchain is kept");
        var time = File.GetLastWriteTimeUtc(path);
        var second = await RustToolchain.ReadAsync(rustc, crate.Cargo, null, ToolAnswerCache.Open(path));
        Assert.Equal((first.Release, first.Host, first.Sysroot), (second.Release, second.Host, second.Sysroot));
        Assert.Equal(first.Cfg, second.Cfg);
        var other = await RustToolchain.ReadAsync(rustc, crate.Cargo, "aarch64-unknown-linux-gnu", ToolAnswerCache.Open(path));
        Assert.Contains("target_arch=\"aarch64\"", other.Cfg);
        Assert.True(File.GetLastWriteTimeUtc(path) > time);
    }

    private async Task AssertAskedAgainAsync(bool expected, params string[] arguments)
    {
        var before = _asked;
        await AskAsync(isOf: true, arguments);
        Assert.Equal(expected, _asked > before);
    }

    private Task<string> AskAsync(bool isOf, params string[] arguments) => ToolAnswerCache.Open(_directory["tools.json"]).AskAsync(
        "rustc", "rustc", ["-vV", .. arguments], new CargoTool("cargo", _directory["project"], _variables),
        () => Task.FromResult($"answer {++_asked}"), (_, _) => isOf);

    private string Rustc(string channel) => _directory[$"rustup/toolchains/{channel}-{Host}/bin/rustc"];

    private void AddToolchain(string channel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Rustc(channel))!);
        File.Copy(_program, Rustc(channel));
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[name])!);
        File.WriteAllText(_directory[name], text);
    }
}
