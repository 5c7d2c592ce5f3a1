using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Samples;

/// <summary>A workspace of two applications that inherit their metadata.</summary>
internal static class WorkspaceSample
{
    public static TestProject Create() => TestProject.Of(
        "workspace",
        ("Cargo.toml", """
            [workspace]
            members = ["web", "worker"]
            resolver = "2"

            [workspace.package]
            version = "2.3.4"
            edition = "2021"
            description = "from the workspace"
            license = "Apache-2.0"
            """),
        ("web/Cargo.toml", Member("web")),
        ("web/src/main.rs", "fn main() {}\n"),
        ("web/web.proj", """<Project Sdk="RustImage.Sdk/0.1.0" />"""),
        ("worker/Cargo.toml", Member("worker")),
        ("worker/src/main.rs", "fn main() {}\n"));

    private static string Member(string name) => $"""
        [package]
        name = "{name}"
        version.workspace = true
        edition.workspace = true
        description.workspace = true
        license.workspace = true
        """;
}
