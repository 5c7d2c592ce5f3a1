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
        var plans = PlanLayers();
        var layers = await DescribedLayer.OfAllAsync(plans, cancellation).ConfigureAwait(false);
        var hasCertificates = plans.Any(p => p.Entries.Any(e => e.Path == Certificates.BundlePath));
        StepFile.Write(LayersStep, new LayersStep([.. layers.Select(l => l.Tar)], hasCertificates), StepFile.Json.LayersStep);
        StepFile.Write(ContentsStep, new ContentsStep([.. layers.Select(l => l.Contents)]), StepFile.Json.ContentsStep);
    }
}
