using Microsoft.Build.Framework;
using RustImage.Closure;
using RustImage.Layers;

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

    [Required]
    public string FilesStep { get; set; } = "";

    /// <summary>The image that this one is built on, or empty.</summary>
    public string BaseStep { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <summary>Written.</summary>
    [Required]
    public string LayersStep { get; set; } = "";

    /// <summary>Written before it: what the layers hold, and why.</summary>
    [Required]
    public string EntryFile { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var files = await BaseStepFile.OpenTreeAsync(BaseStep, CacheDirectory, cancellation).ConfigureAwait(false);
        var plans = Plan(files);
        var layers = await Layer.CreateAllAsync(plans, cancellation).ConfigureAwait(false);
        var hasCertificates = Certificates.AreIn(plans.SelectMany(p => p.Entries).Select(e => e.Path), files);
        var step = new LayersStep(EntryStore.Write(EntryFile, layers), hasCertificates, Accounts.Of(plans, files));
        StepFile.Write(LayersStep, step, StepFile.Json.LayersStep);
    }

    /// <param name="base">The files of the base, or null.</param>
    private IReadOnlyList<LayerPlan> Plan(IBaseFiles? @base)
    {
        var closure = StepFile.Read(ClosureStep, StepFile.Json.ImageClosure);
        var application = new FileEntry(ApplicationPath, FileContent.At(Application), "the application", 0b111_101_101);
        var added = StepFile.Read(FilesStep, StepFile.Json.FilesStep).ToEntries();
        return LayerPlan.Create(RootFiles.Create(closure.Distribution, @base), LibraryEntries.Create(closure), added, [application], @base);
    }
}
