using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Samples;

/// <summary>An application with features that usually make a build depend on its path.</summary>
internal static class FragileSample
{
    private static readonly string[] Assets = ["b.txt", "sub/a.txt", "sub/z.txt", "c.txt", "a.txt"];

    /// <param name="reversed">Creates files, and lists them in the project file, in the opposite order.</param>
    public static TestProject Create(string name, string registry, bool reversed)
    {
        string[] assets = reversed ? [.. Assets.Reverse()] : Assets;
        var files = new List<(string Path, string Text)>
        {
            ("Cargo.toml", Manifest),
            (".cargo/config.toml", Config.Replace("{0}", registry, StringComparison.Ordinal)),
            ("build.rs", BuildScript),
            ("src/main.rs", Main),
            ("fragile-app.proj", ProjectFile(assets)),
        };
        if (reversed)
            files.Reverse();
        return TestProject.Of(name, [.. files, .. assets.Select(a => ($"assets/{a}", $"this is {a}\n"))]);
    }

    private static string ProjectFile(IEnumerable<string> assets) => $"""
        <Project Sdk="RustImage.Sdk/0.1.0">
          <ItemGroup>
            {string.Join("\n    ", assets.Select(a => $"<RustImageFile Include=\"assets/{a}\" TargetPath=\"/srv/{a}\" />"))}
          </ItemGroup>
        </Project>
        """;

    private const string Manifest = """
        [package]
        name = "fragile-app"
        version = "0.1.0"
        edition = "2021"

        [dependencies]
        fragile = "1"
        """;

    private const string Config = """
        [source.crates-io]
        replace-with = "local"
        [source.local]
        local-registry = "{0}"
        [net]
        offline = true
        """;

    private const string BuildScript = """
        use std::{env, fs, path::Path};

        fn main() {
            println!("cargo:rerun-if-changed=build.rs");
            let generated = "pub fn last(values: &[usize]) -> usize { values[values.len() - 1] }\n";
            fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("generated.rs"), generated).unwrap();
        }
        """;

    private const string Main = """
        include!(concat!(env!("OUT_DIR"), "/generated.rs"));

        fn main() {
            let lengths: Vec<usize> = std::env::args().map(|argument| argument.len()).collect();
            fragile::check(lengths.len());
            println!("{}", last(&lengths));
        }
        """;
}
