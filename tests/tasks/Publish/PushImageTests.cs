using RustImage.Tasks;
using RustImage.Testing;

namespace RustImage.TaskTests.Publish;

public sealed class PushImageTests : PipelineCase
{
    private readonly TestRegistry _registry = new();

    [Fact]
    public void Each_tag_comes_into_the_registry_and_an_item_pins_the_image()
    {
        var image = RunToImage(Name);
        var task = Create();
        task.Binary = "hello";
        Succeed(task);
        Assert.Equal(["1", "latest"], _registry["team/hello"].Tags);
        var item = Assert.Single(task.Pushed);
        Assert.Equal($"{_registry.Host}/team/hello@{image.ImageDigest}", item.ItemSpec);
        Assert.Equal(
            ("hello", ProjectFile, "hello", _registry.Host, "team/hello", image.ImageDigest, "1;latest"),
            (item.GetMetadata("Project"), item.GetMetadata("ProjectFile"), item.GetMetadata("Binary"), item.GetMetadata("Registry"),
                item.GetMetadata("Repository"), item.GetMetadata("Digest"), item.GetMetadata("Tags")));
        Assert.StartsWith($"1, latest -> {item.ItemSpec} (", Engine.ImportantText, StringComparison.Ordinal);
        Assert.Contains("blobs sent", Engine.ImportantText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_push_sends_nothing()
    {
        RunToImage(Name);
        Succeed(Create());
        Engine.Clear();
        Succeed(Create());
        Assert.Contains("(nothing sent)", Engine.ImportantText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_that_leaves_an_image_for_another_platform_is_a_warning()
    {
        RunToImage(Name);
        Succeed(Create());
        RunToImage(task =>
        {
            Name(task);
            task.RuntimeIdentifier = "linux-arm64";
        });
        _registry.ForgetRequests();
        Succeed(Create());
        Assert.Equal(
            ["1", "latest"], Engine.Warnings.Select(w => w.Message!.Split('\'')[1].Split(':')[^1]).Order(StringComparer.Ordinal));
        Assert.All(Engine.Warnings, w => Assert.Equal("RIMG6214", w.Code));
        Assert.Contains(
            "was an image for linux/amd64 and is now one for linux/arm64", Engine.Warnings[0].Message, StringComparison.Ordinal);
        // Both tags led to one image, whose configuration is read once.
        Assert.Single(_registry.Requests, r => r.Method == "GET" && r.Path.Contains("/blobs/", StringComparison.Ordinal));
        Engine.Clear();
        Succeed(Create());
        Assert.Empty(Engine.Warnings);
    }

    [Fact]
    public void A_newer_image_for_the_same_platform_takes_the_tag_without_a_warning()
    {
        RunToImage(Name);
        Succeed(Create());
        RunToImage(task =>
        {
            Name(task);
            task.StopSignal = "SIGINT";
        });
        Succeed(Create());
        Assert.Empty(Engine.Warnings);
    }

    [Fact]
    public void A_registry_that_refuses_is_an_error()
    {
        RunToImage(Name);
        _registry.Options = new TestRegistryOptions { Basic = ("user", "secret") };
        var task = Create();
        Assert.StartsWith("RIMG6", Fail(task).Code, StringComparison.Ordinal);
        Assert.Empty(task.Pushed);
    }

    [Fact]
    public Task Cancelling_ends_the_push()
    {
        RunToImage(Name);
        _registry.Options = new TestRegistryOptions
        {
            Intercept = async context =>
            {
                await File.WriteAllTextAsync(this["asked"], "");
                await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted);
                return true;
            },
        };
        return CancelWhenAsync(this["asked"], Create());
    }

    private void Name(ConfigureImage task) =>
        (task.Registries, task.Repositories, task.ImageTags) = ([_registry.Host], ["team/hello"], ["1", "latest"]);

    private PushImage Create() => new() { ImageState = State("image"), CacheDirectory = this["cache"] };

    protected override void Dispose(bool disposing)
    {
        _registry.Dispose();
        base.Dispose(disposing);
    }
}
