using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>A build refuses binaries that would not start, and keeps the last good image.</summary>
public sealed class BinaryFailureTests
{
    [Fact]
    public void The_error_for_a_missing_library_names_the_file_that_needs_it()
    {
        using var project = TestProject.Hello();
        var error = FailureTests.ErrorAfter(project, () =>
            CallForeign(project, "int answer(void) { return 42; }", library: "nowhere", "-shared", "-Wl,-soname,libnowhere.so.3"));

        Assert.Equal(("RIMG3001", project["hello.proj"]), (error.Code, error.File));
        Assert.Contains("libnowhere.so.3", error.Text, StringComparison.Ordinal);
        Assert.Contains("hello", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_for_a_glibc_that_is_too_old_names_what_needs_a_newer_one()
    {
        using var project = TestProject.Hello();
        project.Write("future.map", "GLIBC_2.99 { global: answer; };\n");
        var error = FailureTests.ErrorAfter(project, () => CallForeign(
            project,
            "int answer(void) { return 42; }",
            library: "future",
            "-shared", "-nostdlib", "-Wl,-soname,libresolv.so.2", $"-Wl,--version-script={project["future.map"]}"));

        Assert.Equal(("RIMG3004", project["hello.proj"]), (error.Code, error.File));
        Assert.Contains("GLIBC_2.99", error.Text, StringComparison.Ordinal);
        Assert.Contains("answer", error.Text, StringComparison.Ordinal);
        Assert.Contains("libresolv.so.2", error.Text, StringComparison.Ordinal);
        Assert.Contains("hello", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_for_a_missing_symbol_names_it()
    {
        using var project = TestProject.Hello();
        CallForeign(project, "int answer(void) { return 42; }", library: "partial", "-shared", "-Wl,-soname,libpartial.so.1");
        var root = RootWith(project);
        CCompiler.Compile(root, "libpartial.so.1", "int answer(void) { return 42; }", "-shared", "-fPIC", "-Wl,-soname,libpartial.so.1");
        project.Write("hello.proj", $"""
            <Project Sdk="RustImage.Sdk/0.1.0">
              <PropertyGroup>
                <RustImageLibrarySource>{project["root"]}</RustImageLibrarySource>
              </PropertyGroup>
            </Project>
            """);

        var error = FailureTests.ErrorAfter(project, () =>
            CCompiler.Compile(root, "libpartial.so.1", "int question(void) { return 6; }", "-shared", "-fPIC",
                "-Wl,-soname,libpartial.so.1"));

        Assert.Equal(("RIMG3005", project["hello.proj"]), (error.Code, error.File));
        Assert.Contains("/app/hello", error.Text, StringComparison.Ordinal);
        Assert.Contains("answer", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4d5a90000300000004000000ffff0000")]
    [InlineData("cffaedfe070000010300000002000000")]
    public void A_binary_of_another_system_is_refused(string header)
    {
        using var project = TestProject.Hello();
        var error = FailureTests.ErrorAfter(project, () => LinkTo(project, Convert.FromHexString(header.PadRight(512, '0'))));

        Assert.Equal("RIMG2001", error.Code);
        Assert.Contains("hello", error.Text, StringComparison.Ordinal);
    }

    /// <summary>Lets the application call a function of a library that exists at link time.</summary>
    internal static void CallForeign(TestProject project, string source, string library, params string[] flags)
    {
        CCompiler.Compile(project["native"], $"lib{library}.so", source, ["-fPIC", .. flags]);
        project.Write("build.rs", $$"""
            fn main() {
                println!("cargo:rerun-if-changed=build.rs");
                println!("cargo:rustc-link-search=native={}/native", std::env::var("CARGO_MANIFEST_DIR").unwrap());
                println!("cargo:rustc-link-lib=dylib={{library}}");
            }
            """);
        project.Write("src/main.rs", """
            extern "C" {
                fn answer() -> i32;
            }

            fn main() {
                println!("{}", unsafe { answer() });
            }
            """);
    }

    /// <summary>Creates a root with the libc of this machine and the other libraries of Rust's runtime.</summary>
    /// <returns>The library directory of the root.</returns>
    internal static string RootWith(TestProject project)
    {
        const string Libraries = "/usr/lib/x86_64-linux-gnu";
        var directory = project["root"] + Libraries;
        Directory.CreateDirectory(directory);
        Directory.CreateDirectory(project["root/usr/lib64"]);
        foreach (var library in new[] { "libc.so.6", "libgcc_s.so.1", "ld-linux-x86-64.so.2" })
            File.Copy(Require.File($"{Libraries}/{library}", "libc6 libgcc-s1"), Path.Combine(directory, library));
        File.CreateSymbolicLink(project["root/usr/lib64/ld-linux-x86-64.so.2"], $"{Libraries}/ld-linux-x86-64.so.2");
        File.CreateSymbolicLink(project["root/lib"], "usr/lib");
        File.CreateSymbolicLink(project["root/lib64"], "usr/lib64");
        return directory;
    }

    /// <summary>Installs a linker whose output always has the same bytes, such as a program for another system.</summary>
    private static void LinkTo(TestProject project, byte[] output)
    {
        File.WriteAllBytes(project["foreign.bin"], output);
        Script.Write(project["linker.sh"], $"""
            while [ $# -gt 0 ]; do
              if [ "$1" = -o ]; then cp '{project["foreign.bin"]}' "$2"; chmod +x "$2"; fi
              shift
            done
            """);
        project.Write(".cargo/config.toml", $"""
            [target.x86_64-unknown-linux-gnu]
            linker = "{project["linker.sh"]}"
            """);
    }
}
