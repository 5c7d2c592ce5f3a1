using RustImage.Testing;

namespace RustImage.TaskTests.Cargo;

/// <summary>A cargo package with one binary in the project's directory.</summary>
public abstract class CargoCase : PipelineCase
{
    private protected static string Cargo => Require.Tool("cargo", "cargo");

    private protected string WritePackage(string main = "fn main() {}", string moreOfManifest = "")
    {
        Write("src/main.rs", main);
        return Write("Cargo.toml", $"""
            [package]
            name = "hello"
            version = "1.2.3+build"
            edition = "2021"
            description = "A greeting"
            {moreOfManifest}
            """);
    }

    /// <summary>A workspace of two packages, each with a binary of the same name.</summary>
    private protected string WriteWorkspace()
    {
        foreach (var name in new[] { "one", "two" })
        {
            Write($"{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
            Write($"{name}/src/main.rs", "fn main() {}");
        }
        return Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"one\", \"two\"]\n");
    }
}
