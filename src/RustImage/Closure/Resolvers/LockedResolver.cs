using RustImage.Closure.Packages;
using RustImage.Debian;
using RustImage.Debian.Locks;
using RustImage.Debian.Suites;

namespace RustImage.Closure.Resolvers;

/// <summary>A project's properties about its package lock.</summary>
/// <param name="Path">RustImageLockFile: a full path.</param>
/// <param name="Project">The path of the project file, relative to the lock, with '/'.</param>
/// <param name="Suite">DebianSuite. Null: the suite of the lock; without a lock, the suite of the base, of the host, or stable.</param>
/// <param name="Locked">RustImageLocked: whether the build must not change the lock.</param>
internal sealed partial record LockSettings(string Path, string Project, string? Suite, bool Locked)
{
    /// <summary>
    /// Whether an earlier platform of the same image has updated the lock just now. Its packages for all architectures may be needed by it
    /// alone.
    /// </summary>
    public bool FollowsPlatform { get; init; }

    /// <exception cref="RustImageException">
    /// RIMG7055: DebianSuite is not the suite of the lock. RIMG7071: it is not the name of a suite.
    /// </exception>
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

/// <summary>A closure with its lock.</summary>
/// <param name="Before">The lock that was read; null where there was none.</param>
/// <param name="After">The lock that is in the file now. Null where there is none, as no package is needed.</param>
internal sealed record LockedResolution(ImageClosure Closure, PackageLock? Before, PackageLock? After);

/// <summary>Resolves a closure from locked Debian packages. Adds missing packages to the lock where that is allowed.</summary>
internal sealed class LockedResolver(DebianArchives archives, LockSettings settings)
{
    private Suite? _suite;

    /// <summary>Keeps the versions of the lock, and adds packages where something is missing.</summary>
    /// <inheritdoc cref="DebianResolver.ResolveAsync" path="/exception"/>
    /// <exception cref="RustImageException">
    /// RIMG7045, 7053 to 7055: the lock is damaged, missing, incomplete, or of another suite.
    /// </exception>
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
            if (await ReplaceAsync(before, after, cancellation).ConfigureAwait(false))
                return new(closure, before, after);
        }
    }

    /// <summary>Moves all packages of the lock, for all projects and platforms, to the newest versions of the suite.</summary>
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
            var others = before is null ? null
                : await LockUpdate
                    .MoveAsync(before, suite, settings.Project, architecture, settings.FollowsPlatform, cancellation).ConfigureAwait(false);
            var selection = new PackageSelection(others, settings.Project, architecture);
            var closure = await ResolveAsync(request, selection, name, before, locked: false, cancellation).ConfigureAwait(false);
            var after = selection.ToLock(suite);
            if (after.Packages.Count == 0 && before?.Suite is null)
                return new(closure, before, before);
            if (await ReplaceAsync(before, after, cancellation).ConfigureAwait(false))
                return new(closure, before, after);
        }
    }

    /// <summary>Checks what can be known before the binary is built. Changes nothing.</summary>
    /// <param name="known">The patterns that an earlier check has compared with their packages.</param>
    /// <returns>The patterns that match a file, for the next check.</returns>
    /// <inheritdoc cref="ResolveAsync(ClosureRequest, CancellationToken)" path="/exception"/>
    public async Task<IReadOnlyList<string>> CheckAsync(
        PackageCheck check, IReadOnlySet<string> known, CancellationToken cancellation = default)
    {
        var before = LockFile.Read(settings.Path);
        settings.CheckSuite(check.Update ? null : before);
        var locked = settings.Locked && !check.Update;
        var selection = new PackageSelection(check.Update ? null : before, settings.Project, check.Platform.DebianArchitecture);
        var resolver = new DebianResolver(archives, selection, locked ? null : OpenAsync, "");
        var (errors, patterns) = (new DiagnosticBag(), new List<string>());
        foreach (var request in check.Packages)
        {
            var package = await errors.CollectAsync(() => resolver.CheckAsync(request, known, cancellation)).ConfigureAwait(false);
            patterns.AddRange(package is null ? [] : request.NamePatterns(package));
        }
        errors.ThrowIfAny();
        if (resolver.Lacking.Count > 0)
            throw CreateFailure(before, selection, resolver.Lacking);
        if (locked && check.LinkedLibrary is { } library && selection.Packages.Count == 0)
            throw CreateFailure(before, selection, [library]);
        return patterns;

        async Task<Suite> OpenAsync()
        {
            var name = (check.Update ? settings.Suite ?? before?.Suite : before?.Suite ?? settings.Suite)
                ?? (await check.OpenBaseAsync().ConfigureAwait(false))?.DebianCodename ?? DebianHost.DefaultSuite();
            return await OpenSuiteAsync(name, before, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<ImageClosure> ResolveAsync(
        ClosureRequest request, PackageSelection selection, string suite, PackageLock? before, bool locked, CancellationToken cancellation)
    {
        var resolver = new DebianResolver(archives, selection, locked ? null : () => OpenSuiteAsync(suite, before, cancellation), suite);
        return await resolver.ResolveAsync(request, cancellation).ConfigureAwait(false)
            ?? throw CreateFailure(before, selection, resolver.Lacking);
    }

    private RustImageException CreateFailure(PackageLock? before, PackageSelection selection, IEnumerable<string> lacking) =>
        (before is null ? Messages.LockMissing(settings.Path, lacking)
            : Messages.LockIncomplete(settings.Path, lacking, selection.Packages.Count == 0 ? settings.Project : null)).ToException();

    private Task<bool> ReplaceAsync(PackageLock? before, PackageLock after, CancellationToken cancellation) =>
        LockFile.ReplaceAsync(settings.Path, before, after, archives.Settings.CacheDirectory, cancellation);

    private async Task<Suite> OpenSuiteAsync(string name, PackageLock? before, CancellationToken cancellation) =>
        _suite ??= await archives.OpenSuiteAsync(name, before?.Releases ?? [], cancellation).ConfigureAwait(false);
}
