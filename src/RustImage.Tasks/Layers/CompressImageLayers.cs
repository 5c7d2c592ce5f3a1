using Microsoft.Build.Framework;
using RustImage.Layers;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Layers → their compressed form. Each layer is compressed once per machine.</summary>
public sealed class CompressImageLayers : RustImageTask, ICacheUser
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

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var gzip = GzipCompressor.Parse(CompressionLevel);
        var layers = BuildStep.Read(LayersState);
        var key = new StepKey().Add(layers).Add("RustImageCompressionLevel", gzip.Name);
        var cache = new BlobCache(CacheDirectory);
        var result = await RunStepAsync(BlobsState, key, StepJson.Readable.CompressedLayers, async run =>
        {
            var compressor = new LayerCompressor(cache, gzip);
            var blobs = await compressor.CompressAsync(layers.As(StepJson.Readable.ImageLayers).Layers, cancellation).ConfigureAwait(false);
            // The user may empty the cache at any time. Then the step must run again.
            foreach (var blob in blobs)
                run.Read("the compressed layer", blob.Path, blob.Digest);
            return blobs;
        }).ConfigureAwait(false);
        foreach (var blob in result.As(StepJson.Readable.CompressedLayers))
            cache.MarkUsed(blob.Layer.DiffId, gzip.Name);
    }
}
