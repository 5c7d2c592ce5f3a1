using RustImage.Closure;
using RustImage.Closure.Resolvers;
using RustImage.Debian.Locks;

namespace RustImage.UnitTests.Closure;

public sealed class LockReportTests
{
    private static readonly PackageLock Lock = new("trixie", [], []);

    [Fact]
    public void An_update_without_a_change_says_so() =>
        Assert.Equal(["rustimage.lock.json is up to date."], Lines(Lock, Lock, isUpdate: true));

    [Fact]
    public void An_update_without_packages_says_that_there_is_no_lock() =>
        Assert.Equal(["No package is needed, so there is no rustimage.lock.json."], Lines(Lock, null, isUpdate: true));

    [Fact]
    public void A_new_lock_is_to_be_committed() =>
        Assert.Equal(["rustimage.lock.json: 0 packages of Debian trixie. Commit this file."], Lines(null, Lock));

    [Fact]
    public void A_build_that_changes_nothing_says_nothing()
    {
        var report = Report(Lock, Lock, isUpdate: false);
        Assert.Empty(report.Lines);
        Assert.Null(report.Message);
    }

    [Fact]
    public void A_build_that_extends_the_lock_gives_a_coded_message() =>
        Assert.Equal("RIMG7057", Report(Lock, Lock with { Suite = "forky" }, isUpdate: false).Message?.Code);

    private static IEnumerable<string> Lines(PackageLock? before, PackageLock? after, bool isUpdate = false) =>
        Report(before, after, isUpdate).Lines.Select(l => $"{l}");

    private static LockReport Report(PackageLock? before, PackageLock? after, bool isUpdate) =>
        LockReport.Create(new LockedResolution(new ImageClosure([], [], []), before, after), "rustimage.lock.json", isUpdate);
}
