using System.Text;
using RustImage.Cargo;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo;

public sealed class PathRemappingTests
{
    [Fact]
    public void Inner_directories_come_after_their_parents()
    {
        var remapping = new PathRemapping("/home/me/app", "/home/me", "/home/me/app/obj/cargo", "/home/me/toolchain", "abc");
        Assert.Equal(
            [
                "--remap-path-prefix=/home/me=/cargo",
                "--remap-path-prefix=/home/me/app=/src",
                "--remap-path-prefix=/home/me/app/obj/cargo=/target",
                $"--remap-path-prefix={Path.Combine("/home/me/toolchain", "lib", "rustlib", "src", "rust")}=/rustc/abc",
            ],
            remapping.Flags);
    }

    [Fact]
    public void Without_a_rustc_commit_the_standard_library_sources_are_not_remapped()
    {
        var remapping = new PathRemapping("/app", "/cargo-home", "/app/target", "/toolchain", null);
        Assert.Equal(["/app", "/cargo-home", "/app/target"], remapping.BuildDirectories);
    }

    [Fact]
    public async Task A_binary_built_with_the_flags_holds_fixed_names_instead_of_directories()
    {
        using var crate = Crate.Create("""
            mod generated { include!(concat!(env!("OUT_DIR"), "/generated.rs")); }
            fn main() { println!("{}", generated::place()); if std::env::args().count() > 9 { panic!("here"); } }
            """);
        crate.Write("build.rs", """
            fn main() {
                let file = std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("generated.rs");
                std::fs::write(file, "pub fn place() -> &'static str { file!() }").unwrap();
            }
            """);
        var target = Path.Combine(crate.Path, "obj", "cargo");
        var remapping = new PathRemapping(crate.Path, "/no-cargo-home", target, "/no-sysroot", null);
        var project = await crate.ReadAsync();
        var request = new CargoBuildRequest(project, "release", target, HostTriple.Name, [], false, false, false, false, []);
        var build = new CargoBuild(crate.CargoWithFlags(remapping.Flags), _ => { }, _ => { });
        var binary = Assert.Single(await build.RunAsync(request, CancellationToken.None)).Path;

        var bytes = File.ReadAllBytes(binary!);
        Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"/target/{HostTriple.Name}/release/build/sample-")) >= 0);
        Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(crate.Path)) < 0);
    }
}
