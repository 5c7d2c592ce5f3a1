using RustImage.Cargo;

namespace RustImage.UnitTests.Cargo;

/// <summary>The texts were printed by cargo 1.95.</summary>
public sealed class CargoFailureTests
{
    private static readonly string Project = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "project"));
    private static readonly string Manifest = Path.Combine(Project, "Cargo.toml");

    [Fact]
    public void A_location_becomes_file_line_and_column_without_the_source_excerpt()
    {
        var failure = Parse("""
            error: invalid type: integer `1`, expected SemVer version
             --> bad/Cargo.toml:3:11
              |
            3 | version = 1
              |           ^
            """);
        Assert.Equal("cargo: invalid type: integer `1`, expected SemVer version", failure.Text);
        Assert.Equal((Path.Combine(Project, "bad", "Cargo.toml"), 3, 11), (failure.File, failure.Line, failure.Column));
    }

    [Fact]
    public void Causes_become_one_line_without_the_preceding_warnings()
    {
        var failure = Parse("""
            warning: no edition set: defaulting to the 2015 edition while the latest is 2024
            error: failed to get `nope` as a dependency of package `x v0.1.0 (/tmp/x)`

            Caused by:
              failed to load source for dependency `nope`

            Caused by:
              No such file or directory (os error 2)
            """);
        Assert.Equal(
            "cargo: failed to get `nope` as a dependency of package `x v0.1.0 (/tmp/x)`; "
            + "failed to load source for dependency `nope`; No such file or directory (os error 2)",
            failure.Text);
        Assert.Equal((Manifest, 0, 0), (failure.File, failure.Line, failure.Column));
    }

    [Fact]
    public void Help_and_lists_are_kept()
    {
        var failure = Parse("""
            error: no bin target named `nosuch` in default-run packages
            help: available bin targets:
                probe
            """);
        Assert.Equal("cargo: no bin target named `nosuch` in default-run packages; help: available bin targets: probe", failure.Text);
    }

    [Fact]
    public void The_output_of_a_build_script_is_kept()
    {
        var failure = Parse("""
               Compiling probe v1.2.3 (/tmp/probe)
            error: failed to run custom build command for `probe v1.2.3 (/tmp/probe)`

            Caused by:
              process didn't exit successfully: `/tmp/probe/build-script-build` (exit status: 3)
              --- stderr
              boom
            """);
        Assert.StartsWith("cargo: failed to run custom build command for `probe", failure.Text, StringComparison.Ordinal);
        Assert.EndsWith("(exit status: 3); --- stderr; boom", failure.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_line_ends_make_no_difference() => Assert.Equal(
        Parse("error: one\n\nCaused by:\n  two\n --> a.toml:1:2\n"), Parse("error: one\r\n\r\nCaused by:\r\n  two\r\n --> a.toml:1:2\r\n"));

    [Theory]
    [InlineData("", "cargo: cargo gave no reason")]
    [InlineData("Killed", "cargo: Killed")]
    [InlineData("error: profile `nosuch` is not defined", "cargo: profile `nosuch` is not defined")]
    public void Short_texts_are_unchanged(string text, string expected)
    {
        var failure = Parse(text);
        Assert.Equal(("RIMG1002", expected, Manifest), (failure.Code, failure.Text, failure.File));
    }

    private static Diagnostic Parse(string text) => CargoFailure.Parse(text, Manifest, Project);
}
