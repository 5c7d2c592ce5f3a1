using RustImage.Cargo;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo;

public sealed class CargoBuildTests
{
    private readonly List<CompilerDiagnostic> _diagnostics = [];
    private readonly List<string> _progress = [];

    [Fact]
    public async Task A_valid_project_yields_its_binary_and_reports_the_compiled_crates()
    {
        using var crate = Crate.Create();
        var binary = await BuildAsync(crate);
        Assert.Equal(Path.Combine(crate.Path, "out", HostTriple.Name, "release", "sample"), binary);
        Assert.True(File.Exists(binary));
        Assert.Empty(_diagnostics);
        Assert.Contains(_progress, l => l.Contains("Compiling sample v1.2.3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_build_with_nothing_to_compile_repeats_the_warnings()
    {
        using var crate = Crate.Create("fn main() { let unused = 1; }");
        await BuildAsync(crate);
        var first = Assert.Single(_diagnostics);
        _diagnostics.Clear();
        _progress.Clear();
        Assert.NotNull(await BuildAsync(crate));
        Assert.Equal(first, Assert.Single(_diagnostics));
        Assert.DoesNotContain(_progress, l => l.Contains("Compiling", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_compile_error_yields_no_binary_and_no_second_error_from_cargo()
    {
        using var crate = Crate.Create("fn main() { nothing(); }");
        Assert.Null(await BuildAsync(crate));
        Assert.Equal("E0425", Assert.Single(_diagnostics).Code);
    }

    [Fact]
    public async Task A_failing_build_script_is_reported_as_a_failure_of_cargo()
    {
        using var crate = Crate.Create();
        crate.Write("build.rs", "fn main() { eprintln!(\"the reason\"); std::process::exit(3) }");
        var failure = await Assert.ThrowsAsync<RustImageException>(() => BuildAsync(crate));
        Assert.Equal("RIMG1002", failure.Code);
        Assert.Contains("the reason", failure.Message, StringComparison.Ordinal);
        Assert.Equal(crate.Manifest, failure.Diagnostic.File);
    }

    [Fact]
    public async Task Locked_mode_refuses_a_missing_Cargo_lock()
    {
        using var crate = Crate.Create();
        var failure = await Assert.ThrowsAsync<RustImageException>(() => BuildAsync(crate, r => r with { Locked = true }));
        Assert.Contains("--locked", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Features_profile_and_extra_arguments_reach_cargo()
    {
        using var crate = Crate.Create(
            """
            #[cfg(not(all(feature = "a", feature = "b", not(feature = "c"), debug_assertions)))] compile_error!("not as asked");
            fn main() {}
            """,
            "[features]\ndefault = [\"c\"]\na = []\nb = []\nc = []");
        var binary = await BuildAsync(
            crate, r => r with { Profile = "dev", Features = ["a", "b"], NoDefaultFeatures = true, Arguments = ["--offline"] });
        Assert.Equal(Path.Combine(crate.Path, "out", HostTriple.Name, "debug", "sample"), binary);
    }

    [Fact]
    public async Task Flags_for_rustc_reach_the_binary_and_not_its_build_script()
    {
        using var crate = Crate.Create("#[cfg(not(flagged))] compile_error!(\"no flag\");\nfn main() {}");
        crate.Write("build.rs", "#[cfg(flagged)] compile_error!(\"a flag\");\nfn main() {}");
        var build = new CargoBuild(crate.CargoWithFlags(["--cfg=flagged"]), _diagnostics.Add, _progress.Add);
        Assert.Single(await build.RunAsync(await RequestAsync(crate), CancellationToken.None));
    }

    [Theory]
    [InlineData("--target")]
    [InlineData("--target=")]
    public async Task A_target_that_the_arguments_name_again_is_built_once(string option)
    {
        using var crate = Crate.Create();
        string[] arguments = option.EndsWith('=') ? [option + HostTriple.Name] : [option, HostTriple.Name];
        Assert.NotNull(await BuildAsync(crate, r => r with { Arguments = arguments }));
        Assert.Single(_progress, l => l.Contains("Compiling sample", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_targets_the_binary_of_the_requested_one_is_taken()
    {
        using var crate = Crate.Create();
        var artifact = """
            {"reason":"compiler-artifact","target":{"kind":["bin"],"name":"sample"},"executable":"/out/TRIPLE/release/sample"}
            """.Trim();
        string[] triples = ["i686-unknown-linux-gnu", HostTriple.Name, "armv7-unknown-linux-gnueabihf"];
        var lines = triples.Select(t => $"echo '{artifact.Replace("TRIPLE", t, StringComparison.Ordinal)}'");
        var cargo = new CargoTool(Script.Write(crate.Path + "/tools/cargo", string.Join('\n', lines)), crate.Path);
        var build = new CargoBuild(cargo, _diagnostics.Add, _progress.Add);
        var binary = Assert.Single(await build.RunAsync(await RequestAsync(crate), CancellationToken.None));
        Assert.Equal($"/out/{HostTriple.Name}/release/sample", binary.Path);
    }

    [Fact]
    public async Task A_binary_stripped_by_cargo_has_no_symbols()
    {
        using var crate = Crate.Create();
        var whole = new FileInfo((await BuildAsync(crate))!).Length;
        var stripped = new FileInfo((await BuildAsync(crate, r => r with { StripByCargo = true }))!).Length;
        Assert.True(stripped < whole, $"{stripped} is not less than {whole}");
    }

    [Fact]
    public async Task Only_the_selected_binary_is_built()
    {
        using var crate = Crate.Create(moreOfManifest: "default-run = \"sample\"");
        crate.Write("src/bin/broken.rs", "fn main() { nothing(); }");
        Assert.EndsWith("sample", await BuildAsync(crate), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_cargo_call_builds_binaries_of_several_packages_and_lists_the_crates_of_each()
    {
        using var crate = new Crate();
        crate.WriteWorkspace("one", "lib:common", "two", "lib:only-two");
        crate.Write("one/Cargo.toml",
            File.ReadAllText(Path.Combine(crate.Path, "one", "Cargo.toml")) + "[dependencies]\ncommon = { path = \"../common\" }\n");
        crate.Write("two/Cargo.toml",
            File.ReadAllText(Path.Combine(crate.Path, "two", "Cargo.toml")) + "[dependencies]\nonly-two = { path = \"../only-two\" }\n");
        crate.Write("only-two/Cargo.toml",
            File.ReadAllText(Path.Combine(crate.Path, "only-two", "Cargo.toml")) + "[dependencies]\ncommon = { path = \"../common\" }\n");
        var projects = await CargoProject.ReadAllAsync(crate.Cargo, crate.Manifest, null, ["two", "one"]);
        var request = new CargoBuildRequest(
            projects[0], "release", Path.Combine(crate.Path, "out"), HostTriple.Name, [], false, false, false, false, []);
        var build = new CargoBuild(crate.Cargo, _diagnostics.Add, _progress.Add);

        var built = await build.RunAsync(request, CancellationToken.None);

        Assert.Equal(["two", "one"], built.Select(b => b.Binary.Name));
        Assert.All(built, b => Assert.True(File.Exists(b.Path)));
        Assert.Equal(["common", "only-two"], build.Crates);
        Assert.Equal(["common", "one", "only-two", "two"], build.LocalManifests.Select(m => Path.GetFileName(Path.GetDirectoryName(m))));
        Assert.True(request.HasSeveralPackages);
        var tree = await CrateTree.ReadAsync(crate.Cargo, request);
        Assert.Equal(["common", "only-two"], tree.Among(build.Crates, built[0].Binary));
        Assert.Equal(["common"], tree.Among(build.Crates, built[1].Binary));
    }

    [Fact]
    public async Task Macro_output_that_looks_like_a_cargo_message_is_ignored()
    {
        using var crate = Crate.Create("noisy::noisy!(); fn main() {}", "[dependencies]\nnoisy = { path = \"noisy\" }");
        crate.Write("noisy/Cargo.toml", "[package]\nname = \"noisy\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[lib]\nproc-macro = true\n");
        crate.Write("noisy/src/lib.rs", """
            #[proc_macro]
            pub fn noisy(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
                println!("plain"); println!("{{ not json"); println!("{{\"reason\":7}}"); println!("{{}}");
                Default::default()
            }
            """);
        Assert.NotNull(await BuildAsync(crate));
    }

    [Fact]
    public async Task A_missing_cargo_has_its_own_error_code()
    {
        using var crate = Crate.Create();
        var build = new CargoBuild(new CargoTool("no-such-cargo", crate.Path), _diagnostics.Add, _progress.Add);
        var request = await RequestAsync(crate);
        var failure = await Assert.ThrowsAsync<RustImageException>(() => build.RunAsync(request, CancellationToken.None));
        Assert.Equal("RIMG1001", failure.Code);
    }

    private async Task<string?> BuildAsync(Crate crate, Func<CargoBuildRequest, CargoBuildRequest>? change = null)
    {
        var request = await RequestAsync(crate);
        var build = new CargoBuild(crate.Cargo, _diagnostics.Add, _progress.Add);
        return (await build.RunAsync(change?.Invoke(request) ?? request, CancellationToken.None)).SingleOrDefault()?.Path;
    }

    private static async Task<CargoBuildRequest> RequestAsync(Crate crate) =>
        new(await crate.ReadAsync(), "release", Path.Combine(crate.Path, "out"), HostTriple.Name, [], false, false, false, false, []);
}
