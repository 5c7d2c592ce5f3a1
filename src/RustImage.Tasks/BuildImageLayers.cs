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
    public string ClosureStep { get; set; } = "";

    /// <summary>Knows whether what the project adds has changed.</summary>
    [Required]
    public string FilesStep { get; set; } = "";

    /// <summary>What the project adds.</summary>
    [Required]
    public string AddedFiles { get; set; } = "";

    /// <summary>The image that this one is built on, or empty.</summary>
    public string BaseStep { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <summary>The step's state.</summary>
    [Required]
    public string LayersStep { get; set; } = "";

    /// <summary>Written before it: what the layers hold, and why.</summary>
    [Required]
    public string EntryFile { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var (closure, added) = (BuildStep.Read(ClosureStep), BuildStep.Read(FilesStep));
        var key = new StepKey().Add("the application's path", ApplicationPath).Add(closure).Add(added).AddFile("the application", Application);
        if (BaseStep.Length > 0)
            key.Add(BuildStep.Read(BaseStep));
        return RunStepAsync(
            LayersStep, key, StepFile.Json.LayersStep,
            run => BuildAsync(run, closure.As(StepFile.Json.ImageClosure), added.As(StepFile.Json.FilesResult), cancellation));
    }

    private async Task<LayersStep> BuildAsync(StepRun run, ImageClosure closure, FilesResult expected, CancellationToken cancellation)
    {
        var @base = await BaseStepFile.OpenTreeAsync(BaseStep, CacheDirectory, cancellation).ConfigureAwait(false);
        var added = StepFile.ReadOutput(AddedFiles, StepFile.Json.FilesStep);
        var application = new FileEntry(ApplicationPath, FileContent.At(Application), "the application", 0b111_101_101);
        var plans = LayerPlan.Create(
            SkeletonFiles.Create(closure.Distribution, @base), LibraryEntries.Create(closure), added.ToEntries(), [application], @base);
        var layers = await Layer.CreateAllAsync(plans, cancellation).ConfigureAwait(false);
        Record(run, layers, added, expected);
        var hasCertificates = CertificateBundle.AreIn(plans.SelectMany(p => p.Entries).Select(e => e.Path), @base);
        var (stored, digest) = EntryStore.Write(EntryFile, layers);
        run.Wrote("the list of entries", EntryFile, digest);
        return new LayersStep(stored, hasCertificates, Accounts.Of(plans, @base));
    }

    /// <summary>Of which bytes the layers were made. Those of the project's files may be many, and have one digest.</summary>
    private static void Record(StepRun run, IReadOnlyList<Layer> layers, FilesStep added, FilesResult expected)
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
