namespace RustImage.FunctionalTests.Harness;

/// <summary>The result of one <c>dotnet</c> command.</summary>
/// <param name="Log">The lines of MSBuild's file logger at normal verbosity, with each diagnostic once.</param>
internal sealed record BuildResult(string CommandLine, int ExitCode, string Output, IReadOnlyList<string> Log)
{
    public IReadOnlyList<BuildDiagnostic> Diagnostics { get; } = BuildDiagnostic.ReadAll(Log);

    public IReadOnlyList<BuildDiagnostic> Errors => [.. Diagnostics.Where(d => d.IsError)];

    public IReadOnlyList<BuildDiagnostic> Warnings => [.. Diagnostics.Where(d => !d.IsError)];

    /// <returns>This result.</returns>
    public BuildResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"{CommandLine} ended with {ExitCode}:\n{Output}");
        return this;
    }

    /// <returns>This result. A warning is a failure, too.</returns>
    public BuildResult SucceededWithoutWarning()
    {
        Succeeded();
        Assert.Empty(Warnings);
        Assert.DoesNotContain(" warning ", Output, StringComparison.Ordinal);
        return this;
    }

    /// <returns>The only error of a command that failed.</returns>
    public BuildDiagnostic FailedWithOneError()
    {
        Assert.True(ExitCode != 0, $"{CommandLine} succeeded:\n{Output}");
        Assert.True(Errors.Count == 1, $"{CommandLine} gave {Errors.Count} errors:\n{string.Join('\n', Errors)}\n{Output}");
        Assert.DoesNotContain("   at RustImage.", Output, StringComparison.Ordinal);
        return Errors[0];
    }
}
