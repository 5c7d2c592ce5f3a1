using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Failures before there is a binary. Each case breaks a project that was built before, and its image must be kept.</summary>
public sealed class FailureTests
{
    [Fact]
    public void A_compile_error_is_reported_at_its_line_and_column_with_the_code_of_rustc()
    {
        using var project = TestProject.Hello();
        var error = ErrorAfter(project, () => project.Write("src/main.rs", "fn main() {\n    let number: u32 = \"text\";\n}\n"));

        Assert.Equal(("E0308", 2, 23), (error.Code, error.Line, error.Column));
        Assert.Equal(project["src/main.rs"], Path.GetFullPath(error.File, project.Directory));
    }

    [Fact]
    public void A_compiler_warning_is_a_build_warning_with_its_location()
    {
        using var project = TestProject.Hello();
        project.Write("src/main.rs", "fn main() {\n    let unused = 1;\n}\n");

        var warning = Assert.Single(project.Build().Succeeded().Warnings);

        Assert.Equal(("unused_variables", 2, 9), (warning.Code, warning.Line, warning.Column));
        Assert.Equal(project["src/main.rs"], Path.GetFullPath(warning.File, project.Directory));
    }

    [Fact]
    public void A_broken_manifest_is_reported_with_the_line_from_cargo()
    {
        using var project = TestProject.Hello();
        var error = ErrorAfter(project, () => project.Write("Cargo.toml", "[package]\nname = \"hello\"\nversion = 0.1.0\n"));

        Assert.Equal(("RIMG1002", 3), (error.Code, error.Line));
        Assert.Equal(project["Cargo.toml"], error.File);
    }

    [Fact]
    public void A_missing_manifest_is_reported_with_the_path_that_was_tried()
    {
        using var project = TestProject.Hello();
        var error = ErrorAfter(project, () => File.Delete(project["Cargo.toml"]));

        Assert.Equal("RIMG1003", error.Code);
        Assert.Contains(project["Cargo.toml"], error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_for_two_binaries_without_a_choice_names_both()
    {
        using var project = TestProject.Hello();
        var error = ErrorAfter(project, () => project.Write("src/bin/other.rs", "fn main() {}\n"));

        Assert.Equal(("RIMG1007", project["Cargo.toml"]), (error.Code, error.File));
        Assert.Contains("'hello'", error.Text, StringComparison.Ordinal);
        Assert.Contains("'other'", error.Text, StringComparison.Ordinal);
        project.Build("-p:CargoBin=other").SucceededWithoutWarning();
    }

    [Fact]
    public void The_error_for_a_missing_cargo_says_where_to_get_it()
    {
        using var project = TestProject.Hello();
        var error = ErrorAfter(project, () =>
        {
            Directory.CreateDirectory(project["tools"]);
            File.CreateSymbolicLink(project["tools/dotnet"], Require.Tool("dotnet", "dotnet-sdk-10.0"));
            project.Environment["PATH"] = project["tools"];
        });

        Assert.Equal("RIMG1001", error.Code);
        Assert.Contains("CargoPath", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CargoTarget", "x86_64-pc-windows-msvc")]
    [InlineData("CargoTarget", "aarch64-apple-darwin")]
    [InlineData("ContainerRuntimeIdentifier", "win-x64")]
    public void The_error_for_a_target_other_than_Linux_names_the_supported_ones(string property, string value)
    {
        using var project = TestProject.Hello();
        var error = ErrorAfter(project, () => { }, $"-p:{property}={value}");

        Assert.Equal("RIMG2006", error.Code);
        Assert.Contains($"'{value}'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_of_a_build_script_is_a_build_warning()
    {
        using var project = TestProject.Hello();
        project.Write("build.rs", "fn main() { println!(\"cargo:warning=the weather is bad\"); }\n");

        var warning = Assert.Single(project.Build().Succeeded().Warnings);

        Assert.Equal(("RIMG1010", project["Cargo.toml"]), (warning.Code, warning.File));
        Assert.EndsWith("the weather is bad", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_working_directory_is_refused()
    {
        using var project = TestProject.Hello();

        Assert.Equal("RIMG5007", ErrorAfter(project, () => { }, "-p:ContainerWorkingDirectory=app").Code);
    }

    [Fact]
    public void Locked_mode_does_not_extend_Cargo_lock()
    {
        using var project = TestProject.Hello();
        project.Environment["CI"] = "true";
        project.Build().SucceededWithoutWarning();

        var error = ErrorAfter(project, () => File.Delete(project["Cargo.lock"]));

        Assert.Equal("RIMG1002", error.Code);
        Assert.Contains("--locked", error.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(project["Cargo.lock"]));
    }

    /// <returns>The only error of the build after the change.</returns>
    internal static BuildDiagnostic ErrorAfter(TestProject project, Action change, params string[] arguments)
    {
        project.Build().Succeeded();
        var before = Snapshot.Of(project[TestProject.Bin], _ => true);
        Assert.NotEmpty(before);

        change();
        var error = project.Build(arguments).FailedWithOneError();

        Assert.Equal(before, Snapshot.Of(project[TestProject.Bin], _ => true));
        return error;
    }
}
