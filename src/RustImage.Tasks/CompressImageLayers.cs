using Microsoft.Build.Framework;
using RustImage.Layers;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Layers → their compressed form, made once per machine.</summary>
public sealed class CompressImageLayers : RustImageTask
{
    [Required]
    public string LayersStep { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <summary>The step's state.</summary>
    [Required]
    public string BlobsStep { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var layers = BuildStep.Read(LayersStep);
        return RunStepAsync(BlobsStep, new StepKey().Add(layers), StepFile.Json.BlobsStep, async run =>
        {
            var compressor = new LayerCompressor(new BlobCache(CacheDirectory));
            var blobs = await compressor.CompressAsync(layers.As(StepFile.Json.LayersStep).Layers, cancellation).ConfigureAwait(false);
            // A cache may be emptied at any time, and then the step runs again.
            foreach (var blob in blobs)
                run.Read("the compressed layer", blob.Path, blob.Digest);
            return new BlobsStep(blobs);
        });
    }
}
