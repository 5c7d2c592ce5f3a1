using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>Closure, the project's files and the application → layers, known by the digests of their tars.</summary>
public sealed class BuildImageLayers : LayersTask
{
    protected override async Task RunAsync(CancellationToken cancellation) => StepFile.Write(
        LayersStep, new LayersStep(await TarLayer.OfAllAsync(PlanLayers(), cancellation).ConfigureAwait(false)), StepFile.Json.LayersStep);
}
