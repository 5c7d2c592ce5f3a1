using RustImage.Layers;
using RustImage.Tasks;

namespace RustImage.TaskTests.Layers;

public sealed class BuildImageLayersTests : PipelineCase
{
    [Fact]
    public void The_application_comes_last_after_the_projects_files()
    {
        Write("a.txt", "a");
        RunToLayers(MakeItem(this["a.txt"]));
        var built = Read("layers", StepJson.Readable.ImageLayers);
        Assert.Equal(["files", "application"], built.Layers.Select(l => l.Title).TakeLast(2));
        Assert.False(built.HasCertificates);
        Assert.Contains("nonroot", built.Accounts.Users);
        var entry = Assert.Single(built.Layers[^1].Content.Entries.OfType<FileEntry>());
        Assert.Equal(("/app/hello", "the application", Digest.OfFile(Application())), (entry.Path, entry.Reason, entry.Content.Digest));
        Assert.Contains("\"/app/a.txt\"", File.ReadAllText(this["obj/entries.jsonl"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_the_place_of_the_application_is_an_error()
    {
        Write("hello", "");
        Succeed(ReadFiles(MakeItem(this["hello"])));
        Assert.Equal("RIMG4001", Fail(BuildLayers()).Code);
    }

    [Fact]
    public void A_second_run_finds_the_step_up_to_date()
    {
        Succeed(ReadFiles());
        AssertUpToDateTheSecondTime(BuildLayers);
    }

    [Fact]
    public void Another_application_makes_another_last_layer_only()
    {
        RunToLayers();
        var before = Read("layers", StepJson.Readable.ImageLayers).Layers;
        Write("obj/app/hello", "#!/bin/false\n");
        Succeed(BuildLayers());
        var after = Read("layers", StepJson.Readable.ImageLayers).Layers;
        Assert.Equal(before.SkipLast(1).Select(l => l.DiffId), after.SkipLast(1).Select(l => l.DiffId));
        Assert.NotEqual(before[^1].DiffId, after[^1].DiffId);
    }
}
