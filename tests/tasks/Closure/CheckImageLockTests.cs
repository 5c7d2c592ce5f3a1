using RustImage.Tasks;
using RustImage.UnitTests.Debian;

namespace RustImage.TaskTests.Closure;

public sealed class CheckImageLockTests : TaskCase
{
    [Fact]
    public async Task Each_package_that_is_behind_is_told_at_the_lock()
    {
        using var debian = new DebianFixture();
        await debian.BuildAsync(DemoPackages.Program("libdemo.so.1"));
        Succeed(Create(debian));
        Assert.Matches(@": all \d+ packages are Debian trixie's newest\.", Engine.ImportantText);

        Engine.Clear();
        debian.Publish(debian.Main, DemoPackages.Demo("1.0-2"));
        Succeed(Create(debian));
        var behind = Assert.Single(Engine.Messages, m => m.Code == "RIMG7059");
        Assert.Equal(debian.Lock, behind.File);
        Assert.Contains("libdemo1", behind.Message, StringComparison.Ordinal);

        Engine.Clear();
        debian.Publish(debian.Security, DemoPackages.Demo("1.0-3"));
        Succeed(Create(debian));
        Assert.Equal(("RIMG7058", debian.Lock), (Assert.Single(Engine.Warnings).Code, Engine.Warnings[0].File));
    }

    [Fact]
    public void A_project_without_a_lock_gets_an_error()
    {
        using var debian = new DebianFixture();
        Assert.Equal("RIMG7061", Fail(Create(debian)).Code);
    }

    /// <remarks>With a cache of its own: a cached index would be younger than the mirror's.</remarks>
    private CheckImageLock Create(DebianFixture debian) => new()
    {
        LockFile = debian.Lock,
        Suite = "trixie",
        Mirror = debian.Settings.Mirror!,
        SecurityMirror = debian.Settings.SecurityMirror!,
        SnapshotMirror = debian.Settings.SnapshotMirror!,
        Components = "main",
        Keyring = debian.Settings.Keyring,
        CacheDirectory = this[$"cache{Engine.GetHashCode()}{debian.Server.Requests.Count}"],
    };
}
