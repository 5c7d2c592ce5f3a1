using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Sources that take part in a build and are missing from a clean checkout.</summary>
public sealed class UntrackedWarningTests
{
    [Fact]
    public void An_untracked_source_is_a_warning_in_every_build_until_it_is_added()
    {
        using var project = TestProject.Hello();
        project.Write(".gitignore", "/tools/\n*.generated.txt\n");
        var calls = project.WriteCounter("git", Require.Tool("git", "git"));
        project.Environment["PATH"] = $"{project["tools"]}:{Environment.GetEnvironmentVariable("PATH")}";
        project.Write("src/main.rs", """
            mod part;
            include!(concat!(env!("OUT_DIR"), "/generated.rs"));
            fn main() { println!("{}{}", part::NAME, include_str!("a.generated.txt")); }
            """);
        project.Write("src/part.rs", "pub const NAME: &str = \"part\";");
        project.Write("src/a.generated.txt", "text");
        project.Write("build.rs", """
            fn main() {
                std::fs::write(std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("generated.rs"), "").unwrap();
            }
            """);
        project.Build().SucceededWithoutWarning();

        Git(project, "init");
        Git(project, "add", "Cargo.toml", "Cargo.lock", "build.rs", "src/main.rs");
        var first = project.Build().Succeeded();
        Assert.Equal(
            [("RIMG1020", project["src/a.generated.txt"]), ("RIMG1020", project["src/part.rs"])],
            first.Warnings.Select(w => (w.Code, w.File)).Order());
        // The times in Git's index are trusted only if it is old enough.
        Thread.Sleep(TimeSpan.FromSeconds(3));
        project.Build().Succeeded();
        File.Delete(calls);
        Assert.Equal(first.Warnings.Count, project.Build().Succeeded().Warnings.Count);
        Assert.DoesNotContain("ls-files", File.ReadAllLines(calls));

        Git(project, "add", "src/part.rs");
        Assert.EndsWith("a.generated.txt", Assert.Single(project.Build().Succeeded().Warnings).File, StringComparison.Ordinal);
        var image = File.ReadAllBytes(project.Archive());
        project.Write("src/part.rs", "pub const NAME: &str = \"another\";");
        Assert.Equal("RIMG1020", project.Build("-p:RustImageUntrackedSources=error").FailedWithOneError().Code);
        Assert.Equal(image, File.ReadAllBytes(project.Archive()));
        project.Build("-p:RustImageUntrackedSources=ignore").SucceededWithoutWarning();
        Assert.Equal("RIMG1022", project.Build("-p:RustImageUntrackedSources=no").FailedWithOneError().Code);
        Git(project, "add", "--force", "src/a.generated.txt");
        project.Build().SucceededWithoutWarning();
    }

    private static void Git(TestProject project, params string[] arguments)
    {
        var answer = project.Run(Require.Tool("git", "git"), arguments);
        Assert.True(answer.ExitCode == 0, answer.StandardError);
    }
}
