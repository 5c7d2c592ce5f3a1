using Microsoft.Build.Framework;
using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>Layers → their compressed form, made once per machine.</summary>
public sealed class CompressImageLayers : RustImageTask
{
    [Required]
    public string LayersStep { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    [Required]
    public string BlobsStep { get; set; } = "";

    /// <summary>Written: the files that the compressed layers lie in, one a line.</summary>
    [Required]
    public string BlobList { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var layers = StepFile.Read(LayersStep, StepFile.Json.LayersStep).Layers;
        var blobs = await new LayerCompressor(new BlobCache(CacheDirectory)).CompressAsync(layers, cancellation).ConfigureAwait(false);
        StepFile.Write(BlobsStep, new BlobsStep(blobs), StepFile.Json.BlobsStep);
        AtomicFile.WriteText(BlobList, string.Join('\n', blobs.Select(b => b.Path)));
    }
}
