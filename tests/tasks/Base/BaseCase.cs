using RustImage.Tasks;
using RustImage.Testing;

namespace RustImage.TaskTests.Base;

/// <summary>A project on a base image in a registry on loopback.</summary>
public abstract class BaseCase : PipelineCase
{
    private protected TestRegistry Registry { get; } = new();

    private protected string Name => $"{Registry.Host}/team/base:1";

    private protected TestImage Publish(string text)
    {
        var image = new TestImage([new TestLayer().File("etc/motd", text)]);
        image.AddTo(Registry["team/base"], "1");
        return image;
    }

    private protected PullBaseImage Pull(bool update = false, bool locked = false) => new()
    {
        BaseImage = Name,
        RuntimeIdentifier = "linux-x64",
        LockFile = this["rustimage.lock.json"],
        Locked = locked,
        Update = update,
        CompressionLevel = "balanced",
        CacheDirectory = this["cache"],
        BaseState = State("base"),
    };

    private protected CheckBaseImage Check() => new()
    {
        BaseImage = Name,
        LockFile = this["rustimage.lock.json"],
        CacheDirectory = this["cache"],
    };

    protected override void Dispose(bool disposing)
    {
        Registry.Dispose();
        base.Dispose(disposing);
    }
}
