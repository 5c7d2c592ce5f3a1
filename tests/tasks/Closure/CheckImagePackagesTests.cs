using RustImage.State;
using RustImage.Tasks;
using RustImage.UnitTests.Debian;

namespace RustImage.TaskTests.Closure;

public sealed class CheckImagePackagesTests : PipelineCase
{
    private readonly DebianFixture _debian = new();

    [Fact]
    public void A_package_and_its_patterns_are_checked_once_and_nothing_is_locked()
    {
        Succeed(Create("Debian", "demo-data", "/usr/share/demo/*"));
        Assert.Single(Read("packages", StepJson.Readable.Paths), p => p.EndsWith(" /usr/share/demo/*", StringComparison.Ordinal));
        Assert.False(File.Exists(this["rustimage.lock.json"]));
    }

    [Fact]
    public void Every_wrong_item_is_an_error_of_its_own()
    {
        var task = Create("Debian", "demo-data", "/usr/share/demmo/*");
        task.Packages = [.. task.Packages, MakeItem("demo_data"), MakeItem("demo-dataa")];
        Assert.Equal(["RIMG7051", "RIMG7062", "RIMG7067"], FailWithCodes(task));
        Assert.Null(BuildStep.TryRead(State("packages")));
    }

    [Fact]
    public void A_program_for_glibc_needs_a_lock_where_none_may_be_made()
    {
        var task = Create("Debian");
        task.Locked = true;
        var error = Fail(task);
        Assert.Equal("RIMG7054", error.Code);
        Assert.Contains(
            "'soname libc.so.6' (programs for 'x86_64-unknown-linux-gnu' are linked to it)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_for_musl_needs_none()
    {
        var task = Create("Debian");
        task.ToolchainState = Keep("toolchain", LinuxX64 with { Triple = "x86_64-unknown-linux-musl" }, StepJson.Readable.TargetToolchain);
        task.Locked = true;
        Succeed(task);
    }

    [Fact]
    public void A_lock_that_is_to_be_updated_need_not_fit()
    {
        Write("rustimage.lock.json", """{"version":1,"suite":"jessie","releases":[],"packages":[]}""");
        Assert.Equal("RIMG7055", Fail(Create("Debian", "demo-data", "")).Code);
        Engine.Clear();
        var task = Create("Debian", "demo-data", "/usr/share/demo/*");
        (task.Update, task.Locked) = (true, true);
        Succeed(task);
    }

    [Fact]
    public void A_directory_has_no_packages()
    {
        Assert.Equal("RIMG7068", Fail(Create(ProjectDirectory, "demo-data", "")).Code);
        Engine.Clear();
        // A target may fill it after cargo has run.
        Succeed(Create(this["none"]));
    }

    [Fact]
    public void An_unknown_choice_of_certificates_is_an_error()
    {
        var task = Create("Debian");
        task.Certificates = "perhaps";
        Assert.Equal("RIMG7066", Fail(task).Code);
    }

    private CheckImagePackages Create(string librarySource, string package, string files)
    {
        var task = Create(librarySource);
        task.Packages = [MakeItem(package, ("Files", files))];
        return task;
    }

    private CheckImagePackages Create(string librarySource) => new()
    {
        LibrarySource = librarySource,
        RuntimeIdentifier = "linux-x64",
        ToolchainState = KeepToolchain(),
        Certificates = "auto",
        LockFile = this["rustimage.lock.json"],
        Suite = "trixie",
        Mirror = _debian.Settings.Mirror!,
        SecurityMirror = _debian.Settings.SecurityMirror!,
        SnapshotMirror = _debian.Settings.SnapshotMirror!,
        Components = "main",
        Keyring = _debian.Settings.Keyring,
        CacheDirectory = this["cache"],
        PackagesState = State("packages"),
    };

    protected override void Dispose(bool disposing)
    {
        _debian.Dispose();
        base.Dispose(disposing);
    }
}
