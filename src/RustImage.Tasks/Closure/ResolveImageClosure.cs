using Microsoft.Build.Framework;
using RustImage.Cache;
using RustImage.Closure;
using RustImage.Closure.Certificates;
using RustImage.Closure.Packages;
using RustImage.Closure.Resolvers;
using RustImage.Closure.Sources;
using RustImage.Debian.Packages;
using RustImage.Elf;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Binary and library source → every file that the binary needs at run time, proven to link.</summary>
public sealed partial class ResolveImageClosure : DebianTask
{
    protected override Task RunAsync(CancellationToken cancellation)
    {
        var crates = StepState.Read(BinaryState, StepJson.Readable.RustBinary).Crates;
        return RunStepAsync(
            ClosureState, CreateKey(crates), StepJson.Readable.ImageClosure, run => ResolveAsync(run, crates, cancellation));
    }

    /// <remarks>Without mirrors and keys: a locked package is the same wherever it comes from.</remarks>
    private StepKey CreateKey(IReadOnlyList<string> crates)
    {
        var key = new StepKey()
            .Add("RustImageLibrarySource", LibrarySource).Add("the platform", RuntimeIdentifier)
            .Add("the application's path", ApplicationPath)
            .Add("RustImageLockFile", LockFile).Add("the project's name in the lock", ProjectFile, Binary).Add("RustImageLocked", Locked)
            .Add("DebianSuite", Suite).Add("DebianComponents", Components).Add("RustImageCertificates", Certificates)
            .Add("ImagePackage", Packages.SelectMany(p => new[] { p.ItemSpec, p.GetMetadata("Files") }))
            .Add("the crates of the application", crates)
            .Add(BuildStep.Read(FilesState))
            .AddFile("the application", Application);
        if (BaseState.Length > 0)
            key.Add(BuildStep.Read(BaseState));
        if (Origin.IsDebian)
            key.AddFile("the lock", LockFile);
        foreach (var path in CertificatePaths)
            key.AddFile("the certificate", path);
        return Update ? key.RunBecause("the lock is to be updated") : key;
    }

    private async Task<ImageClosure> ResolveAsync(StepRun run, IReadOnlyList<string> crates, CancellationToken cancellation)
    {
        var request = await CreateRequestAsync(run, crates, cancellation).ConfigureAwait(false);
        var closure = Origin.IsDebian || Update
            ? await ResolvePackagesAsync(run, request, cancellation).ConfigureAwait(false)
            : ResolveDirectory(run, request, cancellation);
        // The step repeats them in every build, whether it ran or was up to date.
        foreach (var notice in closure.Notices)
        {
            if (notice.Severity == Severity.Warning)
                run.Warn(notice.Diagnostic);
            else
                run.Tell(notice.Diagnostic);
        }
        return closure;
    }

    private async Task<ClosureRequest> CreateRequestAsync(StepRun run, IReadOnlyList<string> crates, CancellationToken cancellation)
    {
        var files = StepState.ReadOutput(UserEntriesFile, StepJson.Readable.UserEntries).Files
            .ToDictionary(f => f.Path, f => f.HostPath, StringComparer.Ordinal);
        StartFile[] startFiles =
        [
            new(ApplicationPath, Application),
            .. files.Where(f => ElfReader.IsElf(f.Value)).Select(f => new StartFile(f.Key, f.Value)),
        ];
        var certificates = new CertificateChoice(CertificateChoice.ParseSetting(Certificates), CertificatePaths, crates, CertificateBundle)
        {
            WriteBundle = (path, bytes) => run.Write("the bundle of certificates", path, bytes),
        };
        return new ClosureRequest(
            startFiles, Platform.FromRuntimeIdentifier(RuntimeIdentifier)!, files, [.. Packages.Select(ParsePackage)], certificates)
        {
            Base = await UsedBase.OpenTreeAsync(BaseState, CacheDirectory, cancellation).ConfigureAwait(false),
        };
    }

    private async Task<ImageClosure> ResolvePackagesAsync(StepRun run, ClosureRequest request, CancellationToken cancellation)
    {
        Origin.CheckHasLock();
        using var archives = OpenArchives();
        var resolver = new LockedResolver(archives, LockSettings with { FollowsPlatform = FollowsPlatform });
        var result = await (Update ? resolver.UpdateAsync(request, cancellation) : resolver.ResolveAsync(request, cancellation))
            .ConfigureAwait(false);
        Tell(LockReport.Create(result, LockFile, Update));
        // The step reads the lock that it writes.
        if (result.After is { } after && after != result.Before)
            run.Wrote("the lock", LockFile, Debian.Locks.LockFile.DigestOf(after));
        foreach (var path in result.Closure.HostPaths)
            run.DependOnStored("the package's file", path);
        return result.Closure;
    }

    private ImageClosure ResolveDirectory(StepRun run, ClosureRequest request, CancellationToken cancellation)
    {
        var source = Origin.OpenDirectory();
        var closure = DirectoryResolver.Resolve(request, source, cancellation);
        // The step itself writes the bundle of certificates, and so the directory of the bundle.
        foreach (var path in source.DependenciesOf(closure).Where(p => p != Path.GetDirectoryName(CertificateBundle)))
            run.Depend(Directory.Exists(path) ? "the directory" : "the file", path);
        return closure;
    }

    private void Tell(LockReport report)
    {
        foreach (var line in report.Lines)
            Log.LogMessage(line);
        if (report.Message is { } message)
            LogMessage(message);
    }

    private protected override void MarkUsed(IEnumerable<string> files) =>
        PackageStore.MarkUsed(CacheLayout.PackagesIn(DirectoryIn(CacheDirectory)), files);

    private LibraryOrigin Origin => new(LibrarySource);

    private string[] CertificatePaths => [.. CertificateFiles.Select(f => f.GetMetadata("FullPath"))];

    internal static PackageRequest ParsePackage(ITaskItem item) =>
        new(item.ItemSpec, item.GetMetadata("Files")
            .Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
