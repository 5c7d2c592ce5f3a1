using System.Text.Json.Nodes;

namespace RustImage.FunctionalTests.Harness;

/// <summary>The sample <c>hello</c> with a file that no compressor makes smaller, for tests that push it: one for each class, since they change it.</summary>
public sealed class PublishedHello : IDisposable
{
    /// <summary>Of the file, in bytes.</summary>
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
        // What this machine's user knows of registries is not what a test is about.
        Project.Environment["DOCKER_CONFIG"] = Project["docker"];
        Project.Environment["REGISTRY_AUTH_FILE"] = Project["auth.json"];
    }

    internal TestProject Project { get; }

    internal BuildResult Publish(string registry, params string[] arguments) =>
        Project.Dotnet(["publish", "hello.proj", "-t:PublishContainer", $"-p:ContainerRegistry={registry}", .. arguments]);

    /// <returns>What the build tells of the push: properties and items by their names.</returns>
    internal JsonNode Facts(string registry, params string[] arguments)
    {
        var result = Publish(
            registry,
            [
                "-getProperty:GeneratedContainerDigest", "-getProperty:GeneratedContainerManifest", "-getProperty:GeneratedContainerConfiguration",
                "-getProperty:GeneratedContainerMediaType", "-getItem:GeneratedContainerReference", "-getItem:GeneratedContainerName", "-getItem:GeneratedContainer", .. arguments,
            ]);
        result.Succeeded();
        return JsonNode.Parse(result.Output)!;
    }

    /// <summary>Makes another program of it.</summary>
    internal void ChangeApplication()
    {
        var source = File.ReadAllText(Project["src/main.rs"]);
        Project.Write("src/main.rs", source.Replace("Hello from", $"Hello again ({Guid.NewGuid()}) from", StringComparison.Ordinal));
    }

    public void Dispose() => Project.Dispose();
}
