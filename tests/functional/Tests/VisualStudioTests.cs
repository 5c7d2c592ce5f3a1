using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Behaviour of Visual Studio, as far as tests can imitate it.</summary>
public sealed class VisualStudioTests
{
    /// <summary>The MSBuild of Visual Studio runs on .NET Framework, and starts .NET tasks in another process.</summary>
    [Fact]
    public void The_image_is_the_same_when_tasks_run_in_the_task_host()
    {
        using var project = TestProject.Hello();
        project.Build("-p:_RustImageTaskFactory=TaskHostFactory").SucceededWithoutWarning();
        var digest = ImageArchive.Read(project.Archive()).Digest;
        project.Dotnet("clean").SucceededWithoutWarning();

        project.Build().SucceededWithoutWarning();

        Assert.Equal(digest, ImageArchive.Read(project.Archive()).Digest);
    }

    [Fact]
    public void An_error_in_the_task_host_keeps_its_code_and_location()
    {
        using var project = TestProject.Hello();
        project.Write("src/main.rs", "fn main() {\n    nothing();\n}\n");

        var error = project.Build("-p:_RustImageTaskFactory=TaskHostFactory").FailedWithOneError();

        Assert.Equal(("E0425", project["src/main.rs"], 2, 5), (error.Code, error.File, error.Line, error.Column));
    }

    [Theory]
    [InlineData("Build")]
    [InlineData("GetTargetPath")]
    [InlineData("GetTargetFrameworks")]
    [InlineData("LoadImage")]
    [InlineData("RunImage")]
    [InlineData("ComputeRunArguments")]
    public void A_design_time_build_starts_no_cargo_and_writes_nothing(string target)
    {
        using var project = TestProject.Hello();

        project.Build("-p:DesignTimeBuild=true", $"-t:{target}", "-p:CargoPath=no-such-cargo").SucceededWithoutWarning();

        Assert.False(Directory.Exists(project[TestProject.Obj]));
        Assert.False(Directory.Exists(project[TestProject.Bin]));
    }
}
