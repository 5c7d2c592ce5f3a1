using System.Text.Json.Nodes;

namespace RustImage.FunctionalTests.Harness;

/// <summary>
/// The sample <c>hello</c> with an incompressible file, for tests that push it. Each class has its own, because they change it.
/// </summary>
public sealed class PublishedHello : IDisposable
{
    /// <summary>The size of the file, in bytes.</summary>
    public const int Bulk = 6_000_000;

    public PublishedHello()
    {
        Project = TestProject.Hello();
        Project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <RustImageFile Include="bulk" TargetPath="/usr/share/bulk" />
              </ItemGroup>
            </Project>
            """);
        var bytes = new byte[Bulk];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(Project["bulk"], bytes);
        // The tests must not see the registry settings of this machine's user.
        Project.Environment["DOCKER_CONFIG"] = Project["docker"];
        Project.Environment["REGISTRY_AUTH_FILE"] = Project["auth.json"];
    }

    internal TestProject Project { get; }

    internal BuildResult Publish(string registry, params string[] arguments) =>
        Project.Dotnet(["publish", "hello.proj", "-t:PublishContainer", $"-p:ContainerRegistry={registry}", .. arguments]);

    /// <returns>The properties and items that the build reports about the push, by name.</returns>
    internal JsonNode Facts(string registry, params string[] arguments)
    {
        var result = Publish(
            registry,
            [
                "-getProperty:GeneratedContainerDigest", "-getProperty:GeneratedContainerManifest",
                "-getProperty:GeneratedContainerConfiguration",
                "-getProperty:GeneratedContainerMediaType", "-getItem:GeneratedContainerReference", "-getItem:GeneratedContainerName",
                "-getItem:GeneratedContainer", .. arguments,
            ]);
        result.Succeeded();
        return JsonNode.Parse(result.Output)!;
    }

    /// <summary>Changes the program.</summary>
    internal void ChangeApplication()
    {
        var source = File.ReadAllText(Project["src/main.rs"]);
        Project.Write("src/main.rs", source.Replace("Hello from", $"Hello again ({Guid.NewGuid()}) from", StringComparison.Ordinal));
    }

    public void Dispose() => Project.Dispose();
}
