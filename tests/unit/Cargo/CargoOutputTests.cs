using RustImage.Cargo;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo;

/// <summary>Macros print between cargo's messages, and may print text that looks like a message.</summary>
public sealed class CargoOutputTests
{
    private static readonly string[] NoMessages =
    [
        """{"reason":"compiler-artifact","package_id":"x","target":{"name":"sample","kind":null},"executable":null}""",
        """{"reason":"compiler-artifact","package_id":"x","target":{"name":"sample","kind":[null]},"executable":null}""",
        """{"reason":"compiler-artifact","package_id":"x","target":{"kind":["lib"]},"executable":null}""",
        """{"reason":"compiler-artifact","package_id":"x","target":{"name":"sample","kind":["bin"]},"executable":"/tmp/\u0000x"}""",
        """{"reason":"compiler-artifact","package_id":"x","target":{"name":"sample","kind":["bin"]},"executable":""}""",
        """{"reason":"compiler-artifact","package_id":"path+file:///x","manifest_path":"\u0000","target":{"name":"other","kind":""" +
            """["lib"]}}""",
        """{"reason":"compiler-artifact","target":{"name":"\ud800","kind":["lib"]}}""",
        """{"reason":"compiler-artifact","target":{"name":"other","kind":["lib"]},"filenames":[null]}""",
        """{"reason":"compiler-message","message":{"message":"m","level":"error","spans":[null],"children":[]}}""",
        """{"reason":"compiler-message","message":{"message":"m","level":"error","spans":null,"children":[]}}""",
        """{"reason":"compiler-message","message":{"message":null,"level":"error","spans":[],"children":[]}}""",
        """{"reason":"compiler-message","message":{"message":"m","level":"error","spans":[],"children":[null]}}""",
        """{"reason":"compiler-message","message":{"message":"m","level":"error","children":[]""" +
            ""","spans":[{"file_name":"\u0000","line_start":1,"column_start":1,"is_primary":true}]}}""",
        """{"reason":"compiler-message","message":{"message":"m","level":"error","children":[]""" +
            ""","spans":[{"file_name":"a.rs","line_start":-1,"column_start":1,"is_primary":true}]}}""",
        """{"reason":"compiler-message","message":{"message":"m","level":"error","children":[]""" +
            ""","spans":[{"file_name":"a.rs","line_start":99999999999,"column_start":1,"is_primary":true}]}}""",
        """{"reason":"of nobody"}""",
        """{"reason":null}""",
        "{}",
        "{",
        "{\"reason\":\"compiler-artifact\"",
        "hello from a macro",
    ];

    [Fact]
    public async Task Macro_output_is_shown_as_text_and_does_not_disturb_the_build()
    {
        using var crate = new Crate();
        crate.Write("Cargo.toml",
            "[package]\nname = \"sample\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nprinter = { path = \"printer\" }\n");
        crate.Write("src/main.rs", "printer::print!();\nfn main() {}");
        crate.Write("printer/Cargo.toml",
            "[package]\nname = \"printer\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[lib]\nproc-macro = true\n");
        crate.Write("printer/src/lib.rs", $$"""
            #[proc_macro]
            pub fn print(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
                {{string.Concat(NoMessages.Select(m => $"println!(\"{{}}\", r###\"{m}\"###);\n"))}}
                proc_macro::TokenStream::new()
            }
            """);
        var (diagnostics, shown) = (new List<CompilerDiagnostic>(), new List<string>());
        var project = await crate.ReadAsync();
        var build = new CargoBuild(crate.Cargo, diagnostics.Add, shown.Add);
        var built =
            await build.RunAsync(new CargoBuildRequest(project, "release", Path.Combine(crate.Path, "out"), HostTriple.Name, [], false,
                false, false, false, []), CancellationToken.None);
        Assert.Equal(Path.Combine(crate.Path, "out", HostTriple.Name, "release", "sample"), Assert.Single(built).Path);
        Assert.Empty(diagnostics);
        Assert.Equal(NoMessages, shown.Where(NoMessages.Contains));
        Assert.Empty(build.Crates.Except(["printer"]));
    }

    [Fact]
    public void A_message_from_nested_macros_is_read()
    {
        var span = """{"file_name":"a.rs","line_start":1,"column_start":1,"is_primary":true,"label":null,"expansion":null}""";
        for (var i = 0; i < 128; i++)
            span = $$$"""{"file_name":"a.rs","line_start":1,"column_start":1,"is_primary":true,"label":null,"expansion":{"span":""" +
                $$$"""{{{span}}}}}""";
        var message = CargoMessage.Parse($$$"""{"reason":"compiler-message","message":{"message":"m","code":""" +
            $$$"""null,"level":"error","children":[],"rendered":"m","spans":[{{{span}}}]}}""");
        Assert.Equal("m", message?.Message?.Message);
    }

    [Fact]
    public async Task Colours_requested_by_the_environment_do_not_disturb_the_messages()
    {
        using var crate = Crate.Create("fn main() { let unused = 1; }");
        var shown = new List<string>();
        var project = await crate.ReadAsync();
        var cargo = crate.Cargo with
        {
            Environment = new Dictionary<string, string?>(crate.Cargo.Environment!)
            {
                ["CARGO_TERM_COLOR"] = "always",
            }
        };
        var diagnostics = new List<CompilerDiagnostic>();
        await new CargoBuild(cargo, diagnostics.Add, shown.Add).RunAsync(
            new CargoBuildRequest(project, "release", Path.Combine(crate.Path, "out"), HostTriple.Name, [], false, false, false, false, []),
            CancellationToken.None);
        Assert.Contains(shown, l => l.Trim().StartsWith("Compiling sample", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', Assert.Single(diagnostics).Rendered);
    }
}
