using Microsoft.Build.Framework;
using RustImage.Closure;
using RustImage.Closure.Certificates;
using RustImage.Closure.Packages;
using RustImage.Closure.Resolvers;
using RustImage.Closure.Sources;
using RustImage.Debian.Locks;
using RustImage.Elf;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Binary and library source → every file that the binary needs at run time, proven to link.</summary>
public sealed class ResolveImageClosure : DebianTask
{
    /// <summary>The binary that goes into the image.</summary>
    [Required]
    public string Application { get; set; } = "";

    /// <summary>Its path there.</summary>
    [Required]
    public string ApplicationPath { get; set; } = "";

    /// <summary>"Debian", "Host", or a directory that holds a root file system.</summary>
    [Required]
    public string LibrarySource { get; set; } = "";

    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>Knows whether what the project adds has changed.</summary>
    [Required]
    public string FilesState { get; set; } = "";

    /// <summary>What the project adds.</summary>
    [Required]
    public string UserEntriesFile { get; set; } = "";

    /// <summary>ImagePackage items, with Files.</summary>
    public ITaskItem[] Packages { get; set; } = [];

    /// <summary>auto, true or false.</summary>
    public string Certificates { get; set; } = "";

    /// <summary>ImageCertificate items.</summary>
    public ITaskItem[] CertificateFiles { get; set; } = [];

    /// <summary>Written where the image has certificates: the bundle.</summary>
    [Required]
    public string CertificateBundle { get; set; } = "";

    /// <summary>Knows the crates of the application.</summary>
    [Required]
    public string BinaryState { get; set; } = "";

    /// <summary>The image that this one is built on, or empty.</summary>
    public string BaseState { get; set; } = "";

    /// <summary>Move the lock to the newest versions first.</summary>
    public bool Update { get; set; }

    [Required]
    public string ClosureState { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var crates = StepState.Read(BinaryState, StepJson.Readable.RustBinary).Crates;
        return RunStepAsync(ClosureState, CreateKey(crates), StepJson.Readable.ImageClosure, run => ResolveAsync(run, crates, cancellation));
    }

    /// <remarks>Mirrors and keys are no part of it: a locked package is the same wherever it comes from.</remarks>
    private StepKey CreateKey(IReadOnlyList<string> crates)
    {
        var key = new StepKey()
            .Add("RustImageLibrarySource", LibrarySource).Add("the platform", RuntimeIdentifier).Add("the application's path", ApplicationPath)
            .Add("RustImageLockFile", LockFile).Add("the project's name in the lock", ProjectFile, Binary).Add("RustImageLocked", Locked)
            .Add("DebianSuite", Suite).Add("DebianComponents", Components).Add("RustImageCertificates", Certificates)
            .Add("ImagePackage", Packages.SelectMany(p => new[] { p.ItemSpec, p.GetMetadata("Files") }))
            .Add("the crates of the application", crates)
            .Add(BuildStep.Read(FilesState))
            .AddFile("the application", Application);
        if (BaseState.Length > 0)
            key.Add(BuildStep.Read(BaseState));
        if (IsDebian)
            key.AddFile("the lock", LockFile);
        foreach (var path in CertificatePaths)
            key.AddFile("the certificate", path);
        return Update ? key.RunBecause("the lock is to be updated") : key;
    }

    private async Task<ImageClosure> ResolveAsync(StepRun run, IReadOnlyList<string> crates, CancellationToken cancellation)
    {
        var overlay = StepState.ReadOutput(UserEntriesFile, StepJson.Readable.UserEntries).Files.ToDictionary(f => f.Path, f => f.HostPath, StringComparer.Ordinal);
        StartFile[] roots = [new(ApplicationPath, Application), .. overlay.Where(f => ElfReader.IsElf(f.Value)).Select(f => new StartFile(f.Key, f.Value))];
        var certificates = new CertificateChoice(
            CertificateChoice.ParseSetting(Certificates), CertificatePaths, crates, CertificateBundle)
        {
            WriteBundle = (path, bytes) => run.Write("the bundle of certificates", path, bytes),
        };
        var request = new ClosureRequest(roots, Platform.FromRuntimeIdentifier(RuntimeIdentifier)!, overlay, [.. Packages.Select(ParsePackage)], certificates)
        {
            Base = await UsedBase.OpenTreeAsync(BaseState, CacheDirectory, cancellation).ConfigureAwait(false),
        };
        var closure = IsDebian || Update
            ? await ResolvePackagesAsync(run, request, cancellation).ConfigureAwait(false)
            : ResolveDirectory(run, request, cancellation);
        // Said by the step in every build, whether it ran or was up to date.
        foreach (var notice in closure.Notices)
        {
            if (notice.Severity == Severity.Warning)
                run.Warn(notice.Diagnostic);
            else
                run.Tell(notice.Diagnostic);
        }
        return closure;
    }

    private async Task<ImageClosure> ResolvePackagesAsync(StepRun run, ClosureRequest request, CancellationToken cancellation)
    {
        if (!IsDebian)
            throw Messages.NoLockToUpdate(LibrarySource).ToException();
        using var archives = OpenArchives();
        var resolver = new LockedResolver(archives, LockSettings);
        var result = await (Update ? resolver.UpdateAsync(request, cancellation) : resolver.ResolveAsync(request, cancellation)).ConfigureAwait(false);
        TellChanges(result);
        // The step reads the lock that it writes.
        if (result.After is { } after && after != result.Before)
            run.Wrote("the lock", LockFile, Debian.Locks.LockFile.DigestOf(after));
        foreach (var path in result.Closure.HostPaths)
            run.DependOnStored("the package's file", path);
        return result.Closure;
    }

    private ImageClosure ResolveDirectory(StepRun run, ClosureRequest request, CancellationToken cancellation)
    {
        var source = CreateSource();
        var closure = DirectoryResolver.Resolve(request, source, cancellation);
        // The bundle of certificates is the step's own, and so is the directory that it lies in.
        foreach (var path in source.DependenciesOf(closure).Where(p => p != Path.GetDirectoryName(CertificateBundle)))
            run.Depend(Directory.Exists(path) ? "the directory" : "the file", path);
        return closure;
    }

    private void TellChanges(LockedResolution result)
    {
        var changes = result.After is null ? [] : LockUpdate.Changes(result.Before, result.After);
        foreach (var change in changes)
            Log.LogMessage(Update ? MessageImportance.High : MessageImportance.Normal, "{0}", change);
        if (Update && result.After is null)
            Log.LogMessage(MessageImportance.High, "No package is needed, so there is no {0}.", LockFile);
        else if (Update && changes.Count == 0)
            Log.LogMessage(MessageImportance.High, "{0} is up to date.", LockFile);
        else if (result.Before is null && result.After is not null)
            Log.LogMessage(MessageImportance.High, "{0}: {1} packages of Debian {2}. Commit this file.", LockFile, result.After.Packages.Count, result.After.Suite);
        else if (!Update && result.Before != result.After)
            LogMessage(Messages.LockExtended(LockFile, result.After!.Packages.Where(p => result.Before!.Find(p.Name, p.Architecture) is null).Select(p => $"{p}").DefaultIfEmpty("reasons of this project")));
    }

    private string[] CertificatePaths => [.. CertificateFiles.Select(f => f.GetMetadata("FullPath"))];

    // MSBuild's own conditions compare without case.
    private bool IsDebian => LibrarySource.Equals("Debian", StringComparison.OrdinalIgnoreCase);

    private static PackageRequest ParsePackage(ITaskItem item) =>
        new(item.ItemSpec, item.GetMetadata("Files").Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private DirectorySource CreateSource()
    {
        if (!LibrarySource.Equals("Host", StringComparison.OrdinalIgnoreCase))
            return Directory.Exists(LibrarySource) ? new DirectorySource(LibrarySource) : throw Messages.NoLibraryRoot(LibrarySource).ToException();
        return OperatingSystem.IsLinux() ? new DirectorySource("/") : throw Messages.HostSourceNeedsLinux().ToException();
    }
}
