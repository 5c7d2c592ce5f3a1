using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>A Rust project beside C# projects supports the usual <c>dotnet</c> commands.</summary>
public sealed class SolutionTests
{
    [Theory]
    [InlineData("sln")]
    [InlineData("slnx")]
    public void A_solution_with_both_restores_builds_tests_publishes_and_cleans_without_a_warning(string format)
    {
        using var project = Both(reference: "");
        var dotnet = Require.Tool("dotnet", "dotnet-sdk-10.0");
        Assert.Equal(0, project.Run(dotnet, "new", "sln", "--name", "All", "--format", format).ExitCode);
        var added = project.Run(dotnet, "sln", $"All.{format}", "add", "service/service.csproj", "rust/hello.proj");
        Assert.True(added.ExitCode == 0, added.StandardOutput + added.StandardError);

        project.Dotnet("restore", $"All.{format}").SucceededWithoutWarning();
        Assert.Empty(project.Archives());
        foreach (var command in new[] { "build", "test", "publish", "pack" })
        {
            project.Dotnet(command, $"All.{format}").SucceededWithoutWarning();
            Assert.True(File.Exists(project[Image]), $"{Image} is missing after {command}");
            Assert.NotEmpty(Directory.GetFiles(project["service/bin"], "service.dll", SearchOption.AllDirectories));
        }
        project.Dotnet("clean", $"All.{format}").SucceededWithoutWarning();
        Assert.False(File.Exists(project[Image]));
    }

    [Theory]
    [InlineData("ReferenceOutputAssembly=\"false\"")]
    [InlineData("")]
    public void A_reference_from_a_csharp_project_builds_the_image(string attributes)
    {
        using var project = Both($"""<ProjectReference Include="../rust/hello.proj" {attributes} />""");

        project.Build("service/service.csproj").SucceededWithoutWarning();

        Assert.True(File.Exists(project[Image]));
    }

    private const string Image = $"rust/{TestProject.Bin}/Debug/hello-0.1.0-linux-amd64.tar";

    private static TestProject Both(string reference)
    {
        var hello = new[] { "Cargo.toml", "Cargo.lock", "src/main.rs", "hello.proj" }
            .Select(file => ($"rust/{file}", File.ReadAllText(Path.Combine(RepositoryPaths.Sample("hello"), file))));
        return TestProject.Of("both", [.. hello,
            ("service/service.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    {reference}
                  </ItemGroup>
                </Project>
                """),
            ("service/Program.cs", """System.Console.WriteLine("hello from C#");""")]);
    }
}
