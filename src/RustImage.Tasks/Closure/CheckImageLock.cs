using Microsoft.Build.Framework;
using RustImage.Debian.Locks;

namespace RustImage.Tasks;

/// <summary>Package lock and Debian's archives → a warning for each missing security update, a message for any other new version.</summary>
public sealed class CheckImageLock : DebianTask
{
    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var @lock = Debian.Locks.LockFile.Read(LockFile) ?? throw Messages.NoLockToCheck(LockFile).ToException();
        LockSettings.CheckSuite(@lock);
        // A lock without a suite pins base images only.
        if (@lock.Suite is null)
            return;
        using var archives = OpenArchives();
        var suite = await archives.OpenSuiteAsync(@lock.Suite, @lock.Releases, cancellation).ConfigureAwait(false);
        var behind = await LockCheck.RunAsync(@lock, suite, cancellation).ConfigureAwait(false);
        foreach (var diagnostic in behind.Select(d => d with { File = LockFile }))
        {
            if (LockCheck.IsWarning(diagnostic))
                LogWarning(diagnostic);
            else
                LogMessage(diagnostic);
        }
        if (behind.Count == 0)
        {
            Log.LogMessage(
                MessageImportance.High, "{0}: all {1} packages are Debian {2}'s newest.", LockFile, @lock.Packages.Count, @lock.Suite);
        }
    }
}
