using System.Text.RegularExpressions;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>A build with nothing to do starts cargo alone. The kernel's own record is the witness.</summary>
public sealed partial class ProcessCountTests
{
    [Fact]
    public void A_build_with_nothing_to_do_starts_cargo_alone()
    {
        using var project = TestProject.Hello();
        foreach (var arguments in new string[][]
        {
            ["init", "--quiet"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "One"],
        })
            Assert.Equal(0, project.Run(Require.Tool("git", "git"), arguments).ExitCode);
        project.Build().SucceededWithoutWarning();
        // The times in Git's index are trusted only if it is old enough.
        Thread.Sleep(TimeSpan.FromSeconds(3));
        project.Build().SucceededWithoutWarning();

        Assert.Equal(["cargo"], Trace(project));

        Assert.Equal(0, project.Run("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--allow-empty", "-qm", "Two").ExitCode);
        Assert.Equal(["cargo", "git"], Trace(project).Order());
    }

    /// <returns>The names of the programs that the build started. rustup's cargo becomes the cargo of the toolchain.</returns>
    private static IReadOnlyList<string> Trace(TestProject project)
    {
        var log = project["target/trace"];
        project.Prefix = [Require.Tool("strace", "strace"), "-f", "-qq", "-e", "trace=execve", "-o", log];
        project.Build().SucceededWithoutWarning();
        project.Prefix = [];
        return [.. File.ReadLines(log).Select(l => Started().Match(l)).Where(m => m.Success)
            .Select(m => (Process: m.Groups[1].Value, Program: m.Groups[2].Value)).Skip(1).Distinct().Select(p => p.Program)];
    }

    /// <summary>Also where strace tells of the start in two lines. Tries along PATH, which find no file, do not count.</summary>
    [GeneratedRegex(@"^(\d+) +execve\(""(?:[^""]*/)?([^""/]+)"", (?!.* = -1 )")]
    private static partial Regex Started();
}
