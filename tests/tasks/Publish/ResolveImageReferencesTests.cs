using Microsoft.Build.Framework;
using RustImage.Tasks;

namespace RustImage.TaskTests.Publish;

public sealed class ResolveImageReferencesTests : TaskCase
{
    private const string Image = "ghcr.io/team/hello@sha256:0123";

    [Fact]
    public void Files_are_written_with_what_was_pushed()
    {
        Write("deploy/pod.yaml", "image: rustimage://hello\n");
        Succeed(Create(
            ["deploy/pod.yaml"], Pushed("hello", ProjectFile, Image), Pushed("hello", ProjectFile, "other.example/hello@sha256:0")));
        Assert.Equal($"image: {Image}\n", File.ReadAllText(this["out/deploy/pod.yaml"]));
        Assert.Equal($"{this["deploy/pod.yaml"]} -> {this["out/deploy/pod.yaml"]}", Engine.ImportantText);
        Assert.Equal([this["out/deploy/pod.yaml"]], Read("resolved", StepJson.Readable.Paths));
    }

    [Fact]
    public void A_file_without_a_reference_is_a_warning()
    {
        Write("pod.yaml", "image: nginx\n");
        Succeed(Create(["pod.yaml"], Pushed("hello", ProjectFile, Image)));
        Assert.Equal("RIMG6405", Assert.Single(Engine.Warnings).Code);
    }

    [Fact]
    public void A_file_whose_source_is_gone_is_deleted()
    {
        Write("one.yaml", "image: rustimage://hello\n");
        Write("two.yaml", "image: rustimage://hello\n");
        var pushed = Pushed("hello", ProjectFile, Image);
        Succeed(Create(["one.yaml", "two.yaml"], pushed));
        Succeed(Create(["one.yaml"], pushed));
        Assert.Equal([this["out/one.yaml"]], Directory.GetFiles(this["out"]));
    }

    [Fact]
    public void Without_a_pushed_image_there_is_an_error()
    {
        Write("pod.yaml", "image: rustimage://hello\n");
        Assert.Equal("RIMG6403", Fail(Create(["pod.yaml"])).Code);
    }

    [Fact]
    public void Two_projects_with_one_name_are_an_error()
    {
        Write("pod.yaml", "image: rustimage://hello\n");
        var task = Create(["pod.yaml"], Pushed("hello", "/a/hello.proj", Image), Pushed("hello", "/b/hello.proj", Image));
        Assert.Equal("RIMG6406", Fail(task).Code);
        Assert.False(Directory.Exists(this["out"]));
    }

    private static ITaskItem Pushed(string name, string file, string image) =>
        MakeItem(image, ("Project", name), ("ProjectFile", file), ("Binary", ""));

    private ResolveImageReferences Create(string[] files, params ITaskItem[] references) => new()
    {
        Files = [.. files.Select(f => MakeItem(this[f]))],
        References = references,
        ResolvedState = State("resolved"),
        OutputDirectory = this["out/"],
    };
}
