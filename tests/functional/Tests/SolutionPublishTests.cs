using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>One command publishes the C# and Rust services of a solution.</summary>
public sealed class SolutionPublishTests(Dockerd docker) : IDisposable
{
    private readonly DockerRegistry _registry = new();

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void One_command_publishes_a_csharp_and_a_rust_service_and_both_run()
    {
        PublishBase();
        using var project = TestProject.Of(
            "shop",
            [
                .. Rust("greeter"),
                ("Directory.Build.props", """
                    <Project>
                      <PropertyGroup>
                        <Authors>The shop</Authors>
                        <ContainerVendor>ACME</ContainerVendor>
                        <ContainerImageTags>1.0;stable</ContainerImageTags>
                      </PropertyGroup>
                    </Project>
                    """),
                ("service/service.csproj", $"""
                    <Project Sdk="Microsoft.NET.Sdk">
                      <PropertyGroup>
                        <OutputType>Exe</OutputType>
                        <TargetFramework>net10.0</TargetFramework>
                        <UseAppHost>false</UseAppHost>
                        <ContainerBaseImage>{_registry.Host}/dotnet:10.0</ContainerBaseImage>
                        <!-- The base has an entrypoint. -->
                        <ContainerAppCommandInstruction>Entrypoint</ContainerAppCommandInstruction>
                        <ContainerRuntimeIdentifier>linux-{Architecture}</ContainerRuntimeIdentifier>
                      </PropertyGroup>
                    </Project>
                    """),
                ("service/Program.cs", """System.Console.WriteLine("Hello from C#");"""),
            ]);
        var dotnet = Require.Tool("dotnet", "dotnet-sdk-10.0");
        Assert.Equal(0, project.Run(dotnet, "new", "sln", "--name", "Shop", "--format", "sln").ExitCode);
        Assert.Equal(0, project.Run(dotnet, "sln", "Shop.sln", "add", "service/service.csproj", "greeter/hello.proj").ExitCode);
        Publish(project, "Shop.sln").SucceededWithoutWarning();

        foreach (var (name, greeting) in new[] { ("service", "Hello from C#"), ("hello", "as user 65532") })
        {
            foreach (var tag in new[] { "1.0", "stable" })
            {
                var image = $"{_registry.Host}/{name}:{tag}";
                ((ITestEngine)docker).Pull(image);
                Assert.Contains(greeting, ((ITestEngine)docker).Run(image, []).StandardOutput, StringComparison.Ordinal);
                Assert.Equal("ACME",
                    docker.Call("image", "inspect", "--format", """{{index .Config.Labels "org.opencontainers.image.vendor"}}""",
                    image).StandardOutput.Trim());
            }
        }
    }

    private static string Architecture => System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    private static IEnumerable<(string, string)> Rust(string directory) =>
        new[] { "Cargo.toml", "Cargo.lock", "src/main.rs", "hello.proj" }
            .Select(file => ($"{directory}/{file}", File.ReadAllText(Path.Combine(RepositoryPaths.Sample("hello"), file))));

    private BuildResult Publish(TestProject project, string file)
    {
        project.Environment["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = _registry.Host;
        return project.Dotnet("publish", file, "-t:PublishContainer", $"-p:ContainerRegistry={_registry.Host}");
    }

    /// <summary>A base for the C# service, because tests cannot pull one: the .NET runtime of this machine with its libraries.</summary>
    private void PublishBase()
    {
        // The runtime is in shared/Microsoft.NETCore.App/VERSION below the root.
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var root = Path.GetFullPath(Path.Combine(runtime, "../../.."));
        var sources = Rust(".").Where(f => !f.Item1.EndsWith(".proj", StringComparison.Ordinal));
        var target = $"/usr/share/dotnet/shared/Microsoft.NETCore.App/{Path.GetFileName(runtime)}/";
        using var project = TestProject.Of("base", [.. sources, ("base.proj", $"""
            <Project Sdk="RustImage.Sdk/0.1.0">
              <PropertyGroup>
                <ContainerRepository>dotnet</ContainerRepository>
                <ContainerImageTags>10.0</ContainerImageTags>
              </PropertyGroup>
              <ItemGroup>
                <RustImageFile Include="{root}/dotnet" TargetPath="/usr/share/dotnet/" Mode="0755" />
                <RustImageFile Include="{root}/host/**" TargetPath="/usr/share/dotnet/host/" />
                <!-- The excluded file is for tracing, and needs a library that .NET itself does not need. -->
                <RustImageFile Include="{runtime}/**" Exclude="{runtime}/libcoreclrtraceptprovider.so" TargetPath="{target}" />
                <ContainerEnvironmentVariable Include="PATH" Value="/usr/share/dotnet:/usr/bin" />
                <ContainerEnvironmentVariable Include="DOTNET_SYSTEM_GLOBALIZATION_INVARIANT" Value="1" />
              </ItemGroup>
            </Project>
            """)]);
        Publish(project, "base.proj").Succeeded();
    }
}
