using Microsoft.Build.Framework;
using RustImage.Closure;
using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>Closure, the project's files and the application → layers, known by the digests of their tars.</summary>
public sealed class BuildImageLayers : LayersTask
{
    /// <summary>Written: what the layers hold, and why.</summary>
    [Required]
    public string ContentsStep { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var files = await BaseStepFile.OpenTreeAsync(BaseStep, CacheDirectory, cancellation).ConfigureAwait(false);
        var plans = PlanLayers(files);
        var layers = await TarLayer.OfAllAsync(plans, cancellation).ConfigureAwait(false);
        StepFile.Write(LayersStep, new LayersStep(layers, Certificates.AreIn(plans.SelectMany(p => p.Entries).Select(e => e.Path), files), Accounts.Of(plans, files)), StepFile.Json.LayersStep);
        StepFile.Write(
            ContentsStep, new ContentsStep([.. plans.Select(p => new LayerContents(p.Title, [.. p.Entries.Select(LayerContent.Of)]))]), StepFile.Json.ContentsStep);
    }
}
