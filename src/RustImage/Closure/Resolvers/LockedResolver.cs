using RustImage.Debian;
using RustImage.Debian.Locks;
using RustImage.Debian.Suites;

namespace RustImage.Closure.Resolvers;

/// <summary>Where a project's package lock is, and what may be done to it.</summary>
/// <param name="Path">RustImageLockFile, a full path.</param>
/// <param name="Project">The project file's path relative to the lock, with '/'.</param>
/// <param name="Suite">DebianSuite, or null for the lock's; without a lock for the base's, the host's own, or stable.</param>
/// <param name="Locked">RustImageLocked: whether the lock must fit as it is.</param>
public sealed partial record LockSettings(string Path, string Project, string? Suite, bool Locked)
{
    /// <exception cref="RustImageException">RIMG7055: the suite that is set is another one than the lock's. RIMG7071: it is none at all.</exception>
    public void CheckSuite(PackageLock? @lock)
    {
        if (Suite is null)
            return;
        if (!SuiteName().IsMatch(Suite))
            throw Messages.BadSuite(Suite).ToException();
        if (@lock?.Suite is { } locked && Suite != locked && !DebianHost.IsRole(Suite))
            throw Messages.SuiteNotOfLock(Suite, locked, Path).ToException();
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"^[a-z][a-z0-9]*\z")]
    private static partial System.Text.RegularExpressions.Regex SuiteName();
}

/// <param name="Before">The lock as it was read; null where there was none.</param>
/// <param name="After">The lock as it is now: the same where nothing was added; null where there is none because no package is needed.</param>
public sealed record LockedResolution(ImageClosure Closure, PackageLock? Before, PackageLock? After);

/// <summary>The closure out of locked Debian packages: reads the lock, has missing packages added, and writes it again where that is allowed.</summary>
public sealed class LockedResolver(DebianArchives archives, LockSettings settings)
{
    private Suite? _suite;

    /// <summary>With the lock as it is, extended where something is missing; what it pins stays.</summary>
    /// <inheritdoc cref="DebianResolver.ResolveAsync" path="/exception"/>
    /// <exception cref="RustImageException">RIMG7045, 7053 to 7055: the lock is damaged, missing, of another suite, or does not fit.</exception>
    public async Task<LockedResolution> ResolveAsync(ClosureRequest request, CancellationToken cancellation = default)
    {
        while (true)
        {
            var before = LockFile.Read(settings.Path);
            settings.CheckSuite(before);
            var name = before?.Suite ?? settings.Suite ?? request.Base?.DebianCodename ?? DebianHost.DefaultSuite();
            var selection = new PackageSelection(before, settings.Project, request.Platform.DebianArchitecture);
            var closure = await ResolveAsync(request, selection, name, before, settings.Locked, cancellation).ConfigureAwait(false);
            if (selection.Added.Count == 0)
                return new(closure, before, before);
            var after = selection.ToLock(_suite);
            if (await LockFile.ReplaceAsync(settings.Path, before, after, archives.Settings.CacheDirectory, cancellation).ConfigureAwait(false))
                return new(closure, before, after);
        }
    }

    /// <summary>With the newest versions of the suite, for all packages of the lock, whichever project and platform they are for.</summary>
    /// <inheritdoc cref="DebianResolver.ResolveAsync" path="/exception"/>
    public async Task<LockedResolution> UpdateAsync(ClosureRequest request, CancellationToken cancellation = default)
    {
        while (true)
        {
            var before = LockFile.Read(settings.Path);
            settings.CheckSuite(null);
            var name = settings.Suite ?? before?.Suite ?? request.Base?.DebianCodename ?? DebianHost.DefaultSuite();
            var architecture = request.Platform.DebianArchitecture;
            var suite = await OpenSuiteAsync(name, before, cancellation).ConfigureAwait(false);
            var others = before is null ? null : await LockUpdate.MoveAsync(before, suite, settings.Project, architecture, cancellation).ConfigureAwait(false);
            var selection = new PackageSelection(others, settings.Project, architecture);
            var closure = await ResolveAsync(request, selection, name, before, locked: false, cancellation).ConfigureAwait(false);
            var after = selection.ToLock(suite);
            if (after.Packages.Count == 0 && before?.Suite is null)
                return new(closure, before, before);
            if (await LockFile.ReplaceAsync(settings.Path, before, after, archives.Settings.CacheDirectory, cancellation).ConfigureAwait(false))
                return new(closure, before, after);
        }
    }

    private async Task<ImageClosure> ResolveAsync(
        ClosureRequest request, PackageSelection selection, string suite, PackageLock? before, bool locked, CancellationToken cancellation)
    {
        var resolver = new DebianResolver(archives, selection, locked ? null : () => OpenSuiteAsync(suite, before, cancellation), suite);
        if (await resolver.ResolveAsync(request, cancellation).ConfigureAwait(false) is { } closure)
            return closure;
        throw (before is null ? Messages.LockMissing(settings.Path, resolver.Lacking) : Messages.LockIncomplete(settings.Path, resolver.Lacking, selection.Packages.Count == 0 ? settings.Project : null)).ToException();
    }

    private async Task<Suite> OpenSuiteAsync(string name, PackageLock? before, CancellationToken cancellation) =>
        _suite ??= await archives.OpenSuiteAsync(name, before?.Releases ?? [], cancellation).ConfigureAwait(false);
}
