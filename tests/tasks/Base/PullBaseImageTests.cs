using RustImage.Tasks;
using RustImage.Testing;

namespace RustImage.TaskTests.Base;

public sealed class PullBaseImageTests : BaseCase
{
    [Fact]
    public void The_layers_come_onto_this_machine_and_the_lock_names_the_base()
    {
        var published = Publish("one");
        Succeed(Pull());
        var image = Read("base", StepJson.Readable.BaseImage);
        Assert.Equal((Name, published.Digest), (image.Name, image.Digest));
        Assert.Equal(published.Blobs[0], File.ReadAllBytes(Assert.Single(image.Layers).Path));
        Assert.Contains(published.Digest.ToString(), File.ReadAllText(this["rustimage.lock.json"]), StringComparison.Ordinal);
        Assert.Contains("RIMG5110", Engine.Messages.Select(m => m.Code));
    }

    [Fact]
    public void A_locked_base_stays_until_an_update_moves_it()
    {
        var first = Publish("one");
        Succeed(Pull());
        var second = Publish("two");
        Succeed(Pull());
        Assert.Equal(first.Digest, Read("base", StepJson.Readable.BaseImage).Digest);
        Engine.Clear();
        Succeed(Pull(update: true));
        Assert.Equal(second.Digest, Read("base", StepJson.Readable.BaseImage).Digest);
        Assert.Equal($"{Name} {first.Digest} → {second.Digest}", Engine.ImportantText);
        Engine.Clear();
        Succeed(Pull(update: true));
        Assert.Equal($"{Name} is up to date in {this["rustimage.lock.json"]}.", Engine.ImportantText);
    }

    [Fact]
    public void Where_the_lock_must_fit_an_unknown_base_is_an_error()
    {
        Publish("one");
        Assert.StartsWith("RIMG51", Fail(Pull(locked: true)).Code, StringComparison.Ordinal);
        Assert.False(File.Exists(State("base")));
    }

    [Fact]
    public Task Cancelling_ends_the_pull()
    {
        Registry.Options = new TestRegistryOptions
        {
            Intercept = async context =>
            {
                await File.WriteAllTextAsync(this["asked"], "");
                await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted);
                return true;
            },
        };
        return CancelWhenAsync(this["asked"], Pull());
    }
}
