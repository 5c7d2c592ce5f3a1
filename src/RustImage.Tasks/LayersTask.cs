using Microsoft.Build.Framework;
using RustImage.Closure.Sources;
using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>A task that writes layers, from the files that they are made of.</summary>
public abstract class LayersTask : RustImageTask
{
    [Required]
    public string Application { get; set; } = "";

    [Required]
    public string ApplicationPath { get; set; } = "";

    [Required]
    public string ClosureStep { get; set; } = "";

    [Required]
    public string FilesStep { get; set; } = "";

    [Required]
    public string LayersStep { get; set; } = "";

    /// <summary>The image that this one is built on, or empty.</summary>
    public string BaseStep { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <param name="base">The files of the base, or null.</param>
    private protected IReadOnlyList<PlannedLayer> PlanLayers(IBaseFiles? @base)
    {
        var closure = StepFile.Read(ClosureStep, StepFile.Json.ImageClosure);
        var application = new FileEntry(ApplicationPath, FileContent.At(Application), "the application", 0b111_101_101);
        var added = StepFile.Read(FilesStep, StepFile.Json.FilesStep).ToEntries();
        return LayerPlan.Create(RootFiles.Create(closure.Distribution, @base), LibraryEntries.Create(closure), added, [application], @base);
    }
}
