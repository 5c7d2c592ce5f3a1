using Microsoft.Build.Framework;
using RustImage.Closure;
using RustImage.Closure.Certificates;
using RustImage.Layers;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Closure, the project's files and the application → layers, known by the digests of their tars.</summary>
public sealed class BuildImageLayers : RustImageTask
{
    /// <summary>The binary that goes into the image.</summary>
    [Required]
    public string Application { get; set; } = "";

    /// <summary>Its path there.</summary>
    [Required]
    public string ApplicationPath { get; set; } = "";

    [Required]
    public string ClosureState { get; set; } = "";

    /// <summary>Knows whether what the project adds has changed.</summary>
    [Required]
    public string FilesState { get; set; } = "";

    /// <summary>What the project adds.</summary>
    [Required]
    public string UserEntriesFile { get; set; } = "";

    /// <summary>The image that this one is built on, or empty.</summary>
    public string BaseState { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <summary>The step's state.</summary>
    [Required]
    public string LayersState { get; set; } = "";

    /// <summary>Written before it: what the layers hold, and why.</summary>
    [Required]
    public string EntryFile { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var (closure, added) = (BuildStep.Read(ClosureState), BuildStep.Read(FilesState));
        var key = new StepKey().Add("the application's path", ApplicationPath).Add(closure).Add(added).AddFile("the application", Application);
        if (BaseState.Length > 0)
            key.Add(BuildStep.Read(BaseState));
        return RunStepAsync(
            LayersState, key, StepJson.Readable.ImageLayers,
            run => BuildAsync(run, closure.As(StepJson.Readable.ImageClosure), added.As(StepJson.Readable.UserEntryDigests), cancellation));
    }

    private async Task<ImageLayers> BuildAsync(StepRun run, ImageClosure closure, UserEntryDigests expected, CancellationToken cancellation)
    {
        var @base = await UsedBase.OpenTreeAsync(BaseState, CacheDirectory, cancellation).ConfigureAwait(false);
        var added = StepState.ReadOutput(UserEntriesFile, StepJson.Readable.UserEntries);
        var application = new FileEntry(ApplicationPath, FileContent.At(Application), "the application", 0b111_101_101);
        var plans = LayerPlan.Create(
            RootFiles.Create(closure.Distribution, @base), LibraryEntries.Create(closure), added.ToLayerEntries(), [application], @base);
        var layers = await Layer.CreateAllAsync(plans, cancellation).ConfigureAwait(false);
        Record(run, layers, added, expected);
        var hasCertificates = CertificateBundle.AreIn(plans.SelectMany(p => p.Entries).Select(e => e.Path), @base);
        var (stored, digest) = EntryStore.Write(EntryFile, layers);
        run.Wrote("the list of entries", EntryFile, digest);
        return new ImageLayers(stored, hasCertificates, Accounts.Of(plans, @base));
    }

    /// <summary>Of which bytes the layers were made. Those of the project's files may be many, and have one digest.</summary>
    private static void Record(StepRun run, IReadOnlyList<Layer> layers, UserEntries added, UserEntryDigests expected)
    {
        var own = added.Files.Select(f => f.HostPath).ToHashSet(StringComparer.Ordinal);
        var read = layers.SelectMany(l => l.Content.Entries).OfType<FileEntry>().Where(e => e.Content.HostPath is not null)
            .Select(e => (Path: e.Content.HostPath!, Digest: e.Content.Digest!.Value)).ToLookup(e => own.Contains(e.Path));
        foreach (var (path, digest) in read[false])
            run.Read("the file", path, digest);
        if (StepRun.ContentOf(read[true]) != expected.Contents)
            run.RunAgain("a RustImageFile changed while the step ran");
    }
}
