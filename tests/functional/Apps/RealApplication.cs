using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Apps;

/// <summary>An application that we did not write, prepared by its recipe in <c>tests/apps</c>.</summary>
internal static class RealApplication
{
    /// <summary>
    /// The xunit collection of tests that prepare an application. Each application has one directory, which two tests cannot use at once.
    /// </summary>
    public const string Collection = "Real applications";

    /// <summary>
    /// Prepares the application and adds the project file. The directory <c>artifacts/apps</c> is kept, so that a second test run finds
    /// compiled code there. The output of the SDK is deleted, so that the SDK makes it again.
    /// </summary>
    public static TestProject Prepare(string name, string projectFile)
    {
        Require.That(
            Environment.IsPrivilegedProcess && File.Exists("/etc/debian_version"),
            "the recipes install packages: run the tests as root on Debian");
        var directory = Path.Combine(RepositoryPaths.Root, "artifacts", "apps", name);
        var recipe = Path.Combine(RepositoryPaths.Root, "tests", "apps", $"{name}.sh");
        var prepared = Path.Combine(directory, ".prepared");
        if (!File.Exists(prepared) || File.GetLastWriteTimeUtc(prepared) < File.GetLastWriteTimeUtc(recipe))
        {
            var result = ProcessRunner.CaptureAsync(
                new Command("bash", [recipe, directory], RepositoryPaths.Root, BuildEnvironment.Clean())
                {
                    MostBytes = 1 << 28,
                }).GetAwaiter().GetResult();
            Assert.True(result.ExitCode == 0, $"{recipe} ended with {result.ExitCode}:\n{result.StandardOutput}{result.StandardError}");
            File.WriteAllText(prepared, "");
        }
        foreach (var output in new[] { TestProject.Bin, TestProject.Obj }.Select(o => Path.Combine(directory, o)).Where(Directory.Exists))
            Directory.Delete(output, recursive: true);
        File.Delete(Path.Combine(directory, ProjectLock.FileName));
        var project = TestProject.At(directory);
        project.Write($"{name}.proj", projectFile);
        return project;
    }

    /// <summary>Builds again. cargo must find everything up to date.</summary>
    public static void AssertCompiled(TestProject project) => Assert.DoesNotContain(
        project.Build().Succeeded().Log, l => l.TrimStart().StartsWith("Compiling ", StringComparison.Ordinal));
}
