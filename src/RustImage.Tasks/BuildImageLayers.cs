using Microsoft.Build.Framework;
using RustImage.Closure.Certificates;
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
        var layers = await DescribedLayer.OfAllAsync(plans, cancellation).ConfigureAwait(false);
        var hasCertificates = CertificateBundle.AreIn(plans.SelectMany(p => p.Entries).Select(e => e.Path), files);
        StepFile.Write(LayersStep, new LayersStep([.. layers.Select(l => l.Tar)], hasCertificates, Accounts.Of(plans, files)), StepFile.Json.LayersStep);
        StepFile.Write(ContentsStep, new ContentsStep([.. layers.Select(l => l.Contents)]), StepFile.Json.ContentsStep);
    }
}
