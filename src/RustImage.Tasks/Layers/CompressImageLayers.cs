using Microsoft.Build.Framework;
using RustImage.Layers;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Layers → their compressed form. Each layer is compressed once per machine.</summary>
public sealed class CompressImageLayers : RustImageTask
{
    [Required]
    public string LayersState { get; set; } = "";

    /// <summary>RustImageCompressionLevel: fast, balanced or small.</summary>
    [Required]
    public string CompressionLevel { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    [Required]
    public string BlobsState { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var gzip = GzipCompressor.Parse(CompressionLevel);
        var layers = BuildStep.Read(LayersState);
        var key = new StepKey().Add(layers).Add("RustImageCompressionLevel", gzip.Name);
        return RunStepAsync(BlobsState, key, StepJson.Readable.CompressedLayers, async run =>
        {
            var compressor = new LayerCompressor(new BlobCache(CacheDirectory), gzip);
            var blobs = await compressor.CompressAsync(layers.As(StepJson.Readable.ImageLayers).Layers, cancellation).ConfigureAwait(false);
            // The user may empty the cache at any time. Then the step must run again.
            foreach (var blob in blobs)
                run.Read("the compressed layer", blob.Path, blob.Digest);
            return blobs;
        });
    }
}
