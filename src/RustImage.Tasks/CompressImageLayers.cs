using Microsoft.Build.Framework;
using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>Layers → their compressed form, made once per machine.</summary>
public sealed class CompressImageLayers : LayersTask
{
    [Required]
    public string BlobsStep { get; set; } = "";

    /// <summary>Written: the files that the compressed layers lie in, one a line.</summary>
    [Required]
    public string BlobList { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var layers = StepFile.Read(LayersStep, StepFile.Json.LayersStep).Layers;
        var plans = PlanLayers(await BaseStepFile.OpenTreeAsync(BaseStep, CacheDirectory, cancellation).ConfigureAwait(false));
        var blobs = await new LayerCompressor(new BlobCache(CacheDirectory)).CompressAsync(layers, plans, cancellation).ConfigureAwait(false);
        StepFile.Write(BlobsStep, new BlobsStep([.. blobs.Select(b => new CachedBlob(b.Digest, b.Size, b.Path))]), StepFile.Json.BlobsStep);
        AtomicFile.WriteText(BlobList, string.Join('\n', blobs.Select(b => b.Path)));
    }
}
