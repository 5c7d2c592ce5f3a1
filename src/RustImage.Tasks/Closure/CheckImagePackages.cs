using Microsoft.Build.Framework;
using RustImage.Closure.Certificates;
using RustImage.Closure.Packages;
using RustImage.Closure.Resolvers;
using RustImage.Closure.Sources;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>
/// Fails where the lock or an ImagePackage item is wrong, before cargo compiles. ResolveImageClosure finds the rest with the binary.
/// </summary>
public sealed class CheckImagePackages : DebianTask
{
    /// <inheritdoc cref="ResolveImageClosure.LibrarySource"/>
    [Required]
    public string LibrarySource { get; set; } = "";

    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>Knows whether programs need the C library.</summary>
    [Required]
    public string ToolchainState { get; set; } = "";

    /// <inheritdoc cref="ResolveImageClosure.Packages"/>
    public ITaskItem[] Packages { get; set; } = [];

    /// <inheritdoc cref="ResolveImageClosure.Certificates"/>
    public string Certificates { get; set; } = "";

    /// <inheritdoc cref="ResolveImageClosure.BaseState"/>
    public string BaseState { get; set; } = "";

    /// <inheritdoc cref="ResolveImageClosure.Update"/>
    public bool Update { get; set; }

    /// <summary>Keeps which patterns match: to read the files of a package takes milliseconds.</summary>
    [Required]
    public string PackagesState { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        CertificateChoice.ParseSetting(Certificates);
        PackageRequest[] packages = [.. Packages.Select(ResolveImageClosure.ParsePackage)];
        var origin = new LibraryOrigin(LibrarySource);
        if (!origin.IsDebian && !Update)
        {
            // A target of the project may yet have to fill the directory.
            DirectoryResolver.CheckPackages(packages);
            return;
        }
        origin.CheckHasLock();
        var toolchain = StepState.Read(ToolchainState, StepJson.Readable.TargetToolchain);
        var check = new PackageCheck(
            packages, Platform.FromRuntimeIdentifier(RuntimeIdentifier)!,
            () => UsedBase.OpenTreeAsync(BaseState, CacheDirectory, cancellation))
        {
            LinkedLibrary = toolchain.LinksGlibc && BaseState.Length == 0
                ? $"'soname libc.so.6' (programs for '{toolchain.Triple}' are linked to it)" : null,
            Update = Update,
        };
        using var archives = OpenArchives();
        var known = (BuildStep.TryRead(PackagesState, StepJson.Readable.Paths) ?? []).ToHashSet(StringComparer.Ordinal);
        var patterns = await new LockedResolver(archives, LockSettings).CheckAsync(check, known, cancellation).ConfigureAwait(false);
        if (!known.SetEquals(patterns))
            StepOf(PackagesState).Keep(patterns, StepJson.Readable.Paths);
    }
}
