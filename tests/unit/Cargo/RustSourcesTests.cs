using RustImage.Cargo;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo;

public sealed class RustSourcesTests
{
    [Fact]
    public async Task The_list_has_sources_included_files_build_script_inputs_and_manifests_but_no_generated_files()
    {
        using var crate = Crate.Create(
            """
            mod part;
            include!(concat!(env!("OUT_DIR"), "/generated.rs"));
            fn main() { println!("{}{}{}", include_str!("größe 1.txt"), part::NAME, util::NAME); }
            """,
            "[dependencies]\nutil = { path = \"util\" }\n[workspace]\n");
        crate.Write("src/part.rs", "pub const NAME: &str = \"part\";");
        crate.Write("src/größe 1.txt", "text");
        crate.Write("src/unused.rs", "");
        crate.Write("input.txt", "");
        crate.Write("watched/any.txt", "");
        crate.Write("build.rs", """
            fn main() {
                println!("cargo::rerun-if-changed=input.txt");
                println!("cargo::rerun-if-changed=watched");
                std::fs::write(std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("generated.rs"), "").unwrap();
            }
            """);
        crate.Write("util/Cargo.toml", "[package]\nname = \"util\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        crate.Write("util/src/lib.rs", "pub const NAME: &str = \"util\";");
        crate.Write(".cargo/config.toml", "");

        Assert.Equal(
            ["Cargo.toml", "build.rs", "input.txt", "src/größe 1.txt", "src/main.rs", "src/part.rs", "util/Cargo.toml", "util/src/lib.rs"],
            await SourcesAsync(crate));
        // Configuration files count if they are checked out together with the sources.
        Directory.CreateDirectory(Path.Combine(crate.Path, ".git"));
        Assert.Contains(".cargo/config.toml", await SourcesAsync(crate));
    }

    private static async Task<IEnumerable<string>> SourcesAsync(Crate crate)
    {
        var request = new CargoBuildRequest(
            await crate.ReadAsync(), "release", Path.Combine(crate.Path, "out"), HostTriple.Name, [], false, false, false, false, []);
        var build = new CargoBuild(crate.Cargo, _ => { }, _ => { });
        var built = await build.RunAsync(request, CancellationToken.None);
        return RustSources.Of(request, built, build.LocalManifests).Select(f => Path.GetRelativePath(crate.Path, f).Replace('\\', '/'));
    }
}
