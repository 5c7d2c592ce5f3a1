using Microsoft.Build.Framework;
using RustImage.Layers;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Layers → their compressed form, made once per machine.</summary>
public sealed class CompressImageLayers : RustImageTask
{
    [Required]
    public string LayersState { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <summary>The step's state.</summary>
    [Required]
    public string BlobsState { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var layers = BuildStep.Read(LayersState);
        return RunStepAsync(BlobsState, new StepKey().Add(layers), StepJson.Readable.CompressedLayers, async run =>
        {
            var compressor = new LayerCompressor(new BlobCache(CacheDirectory));
            var blobs = await compressor.CompressAsync(layers.As(StepJson.Readable.ImageLayers).Layers, cancellation).ConfigureAwait(false);
            // A cache may be emptied at any time, and then the step runs again.
            foreach (var blob in blobs)
                run.Read("the compressed layer", blob.Path, blob.Digest);
            return blobs;
        });
    }
}
