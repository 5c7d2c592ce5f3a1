using System.Text;
using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <summary>Configuration and compressed layers → the manifest, and with it the image's digest.</summary>
public sealed class BuildImage : RustImageTask
{
    [Required]
    public string ConfigState { get; set; } = "";

    [Required]
    public string BlobsState { get; set; } = "";

    /// <summary>The state of the base image; empty for an image without one.</summary>
    public string BaseState { get; set; } = "";

    [Required]
    public string ImageState { get; set; } = "";

    /// <summary>The JSON of the image's manifest.</summary>
    [Output]
    public string Manifest { get; set; } = "";

    /// <summary>The JSON of the image's configuration.</summary>
    [Output]
    public string Configuration { get; set; } = "";

    /// <summary>The digest of the manifest, by which registries know the image.</summary>
    [Output]
    public string ImageDigest { get; set; } = "";

    /// <summary>The media type of the manifest.</summary>
    [Output]
    public string MediaType { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var (configured, annotations) = StepState.Read(ConfigState, StepJson.Readable.ConfiguredImage);
        var layers = StepState.Read(BlobsState, StepJson.Readable.CompressedLayers);
        var image = configured.Compressed(layers, annotations.Manifest, UsedBase.Read(BaseState));
        StepOf(ImageState).Keep(image, StepJson.Readable.PublishedImage);
        (Manifest, Configuration) = (Encoding.UTF8.GetString(image.Manifest.Bytes), Encoding.UTF8.GetString(image.Config.Bytes));
        (ImageDigest, MediaType) = (image.Digest.ToString(), image.Manifest.MediaType);
        return Task.CompletedTask;
    }
}
