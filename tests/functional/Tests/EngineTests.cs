using RustImage.FunctionalTests.Engines;

namespace RustImage.FunctionalTests;

/// <summary>The engines run an image made without the SDK. If these tests pass, other failures come from the SDK.</summary>
public sealed class EngineTests(Dockerd docker, TestPodman podman)
{
    [Fact]
    public void Docker_runs_an_image_made_by_other_tools() => RunHandmade(docker);

    [Fact]
    public void Podman_runs_an_image_made_by_other_tools() => RunHandmade(podman);

    private static void RunHandmade(ITestEngine engine)
    {
        using var directory = new TemporaryDirectory();
        var root = Directory.CreateDirectory(directory["root"]).FullName;
        CCompiler.Compile(root, "tell", Program, "-static");
        Tool.Capture(Require.Tool("tar", "tar"), "-cf", directory["layer.tar"], "-C", root, "tell");
        Umoci.Create(directory["layout"], "1", directory["layer.tar"], entrypoint: "/tell", user: "65532:65532");
        Skopeo.Copy($"oci:{directory["layout"]}:1", $"docker-archive:{directory["image.tar"]}:handmade:1");

        var name = Assert.Single(engine.Load(directory["image.tar"]));
        var result = engine.Run(name, ["one", "two words"]);

        Assert.Equal(("65532 one|two words|\n", ""), (result.StandardOutput, result.StandardError));
        Assert.Equal(3, result.ExitCode);
    }

    private const string Program = """
        #include <stdio.h>
        #include <unistd.h>

        int main(int count, char **arguments)
        {
            printf("%d ", getuid());
            for (int i = 1; i < count; i++)
                printf("%s|", arguments[i]);
            puts("");
            return count;
        }
        """;
}
