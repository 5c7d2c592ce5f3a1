using RustImage.Cargo;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo;

/// <summary>The messages of the real rustc about small errors, as MSBuild shows them.</summary>
public sealed class CompilerDiagnosticTests
{
    [Fact]
    public async Task A_compile_error_has_a_code_a_location_and_help()
    {
        using var crate = Crate.Create("fn main() {\n    let nümber: u8 = \"text\";\n}\n");
        var error = Assert.Single(await CheckAsync(crate));
        Assert.Equal((true, "E0308"), (error.IsError, error.Code));
        Assert.Equal(Path.Combine(crate.Path, "src", "main.rs"), error.File);
        Assert.Equal((2, 22), (error.Line, error.Column));
        Assert.StartsWith("mismatched types: expected `u8`, found `&str`", error.Text, StringComparison.Ordinal);
        Assert.Contains("let nümber", error.Rendered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_has_its_lint_name_and_omits_why_the_lint_is_enabled()
    {
        using var crate = Crate.Create("fn main() { let unused = 1; }");
        var warning = Assert.Single(await CheckAsync(crate));
        Assert.Equal((false, "unused_variables"), (warning.IsError, warning.Code));
        Assert.Contains("help: if this is intentional, prefix it with an underscore", warning.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("#[warn", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_inside_a_macro_is_located_at_the_call_in_user_code()
    {
        using var crate = Crate.Create("""
            fn main() {
                let v: Vec<u8> = vec!["text"];
                println!("{}", missing);
                assert_eq!(1u8, "x");
            }
            """);
        var errors = await CheckAsync(crate);
        Assert.Equal([2, 3, 4], errors.Where(e => e.IsError).Select(e => e.Line).Distinct().Order());
        Assert.All(errors, e => Assert.Equal(Path.Combine(crate.Path, "src", "main.rs"), e.File));
    }

    [Fact]
    public async Task A_linker_error_has_no_location()
    {
        using var crate = Crate.Create("extern \"C\" { fn nowhere_to_be_found(); }\nfn main() { unsafe { nowhere_to_be_found() } }");
        var error = Assert.Single(await CheckAsync(crate));
        Assert.Equal((true, "rustc"), (error.IsError, error.Code));
        Assert.StartsWith("linking with `", error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("-Wl,", error.Text, StringComparison.Ordinal);
        Assert.Equal((null, 0, 0), (error.File, error.Line, error.Column));
        Assert.Contains("nowhere_to_be_found", error.Text + error.Rendered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_total_count_of_errors_is_left_out()
    {
        using var crate = Crate.Create("fn main() { one(); two(); let unused = 1; }");
        var all = await CheckAsync(crate);
        Assert.Equal(2, all.Count(d => d.IsError));
        Assert.All(all, d => Assert.DoesNotMatch("aborting|emitted", d.Text));
    }

    [Fact]
    public async Task An_error_in_a_workspace_member_is_located_in_its_file()
    {
        using var crate = new Crate();
        crate.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"app\"]\n");
        crate.Write("app/Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        var source = crate.Write("app/src/main.rs", "fn main() { nothing(); }");
        Assert.Equal(source, Assert.Single(await CheckAsync(crate)).File);
    }

    [Fact]
    public async Task An_error_in_generated_code_is_located_in_the_generated_file()
    {
        using var crate = Crate.Create("include!(concat!(env!(\"OUT_DIR\"), \"/generated.rs\"));");
        crate.Write("build.rs", """
            fn main() {
                let file = std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("generated.rs");
                std::fs::write(file, "fn main() { nothing(); }").unwrap();
            }
            """);
        var error = Assert.Single(await CheckAsync(crate));
        Assert.StartsWith(Path.Combine(crate.Path, "out", HostTriple.Name, "release", "build"), error.File, StringComparison.Ordinal);
        Assert.True(File.Exists(error.File));
    }

    [Theory]
    [InlineData("note")]
    [InlineData("help")]
    [InlineData("failure-note")]
    public void Notes_and_other_levels_are_left_out(string level) =>
        Assert.Null(CompilerDiagnostic.From(new RustcMessage("text", level, [], []), "/", []));

    [Fact]
    public void A_crash_of_the_compiler_is_an_error() =>
        Assert.True(CompilerDiagnostic.From(new RustcMessage("text", "error: internal compiler error", [], []), "/", [])!.IsError);

    /// <summary>Compiles with the flags that every build of the SDK passes to rustc.</summary>
    private static async Task<IReadOnlyList<CompilerDiagnostic>> CheckAsync(Crate crate)
    {
        var project = await crate.ReadAsync();
        var target = Path.Combine(crate.Path, "out");
        var flags = new PathRemapping(project.WorkspaceRoot, "/no-cargo-home", target, "/no-sysroot", null).Flags;
        var diagnostics = new List<CompilerDiagnostic>();
        await new CargoBuild(crate.CargoWithFlags(flags), diagnostics.Add, _ => { }).RunAsync(
            new CargoBuildRequest(project, "release", target, HostTriple.Name, [], false, false, false, false, []), CancellationToken.None);
        return diagnostics;
    }
}
