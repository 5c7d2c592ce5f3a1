using Microsoft.Build.Framework;
using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>Closure, the project's files and the application → layers, each compressed once per machine.</summary>
public sealed class BuildImageLayers : RustImageTask
{
    [Required]
    public string Application { get; set; } = "";

    [Required]
    public string ApplicationPath { get; set; } = "";

    [Required]
    public string ClosureStep { get; set; } = "";

    public ITaskItem[] Files { get; set; } = [];

    [Required]
    public string FilesDirectory { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    [Required]
    public string LayersStep { get; set; } = "";

    /// <summary>Written: the blobs that the layers lie in, one a line.</summary>
    [Required]
    public string BlobList { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var closure = StepFile.Read(ClosureStep, StepFile.Json.ImageClosure);
        var application = new FileEntry(ApplicationPath, FileContent.At(Application), "the application", 0b111_101_101);
        var plan = LayerPlan.Create(
            RootFiles.Create(closure.Distribution), LibraryEntries.Create(closure), UserFiles.Parse(Files, FilesDirectory), [application]);
        var layers = await new LayerBuilder(new BlobCache(CacheDirectory)).BuildAsync(plan, cancellation).ConfigureAwait(false);
        StepFile.Write(LayersStep, new LayersStep(layers), StepFile.Json.LayersStep);
        AtomicFile.WriteText(BlobList, string.Join('\n', layers.Select(l => l.Path)));
    }
}
