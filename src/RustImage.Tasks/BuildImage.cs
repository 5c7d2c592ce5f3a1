using System.Text;
using Microsoft.Build.Framework;
using RustImage.Images;
using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>Configuration and compressed layers → manifest, and with it the image's digest.</summary>
public sealed class BuildImage : RustImageTask
{
    [Required]
    public string ConfigStep { get; set; } = "";

    [Required]
    public string LayersStep { get; set; } = "";

    [Required]
    public string BlobsStep { get; set; } = "";

    /// <summary>The image that this one is built on, or empty.</summary>
    public string BaseStep { get; set; } = "";

    [Required]
    public string ImageStep { get; set; } = "";

    /// <summary>The manifest itself, JSON.</summary>
    [Output]
    public string Manifest { get; set; } = "";

    /// <summary>The configuration itself, JSON.</summary>
    [Output]
    public string Configuration { get; set; } = "";

    /// <summary>The manifest's digest.</summary>
    [Output]
    public string ImageDigest { get; set; } = "";

    /// <summary>The manifest's.</summary>
    [Output]
    public string MediaType { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var config = StepFile.Read(ConfigStep, StepFile.Json.ConfigStep);
        var layers = StepFile.Read(LayersStep, StepFile.Json.LayersStep).Layers
            .Zip(StepFile.Read(BlobsStep, StepFile.Json.BlobsStep).Blobs, (l, b) => new BuiltLayer(l, b.Digest, b.Size, b.Path));
        var image = ContainerImage.Create(config.References, config.Config, [.. layers], config.Annotations.Manifest, BaseStepFile.Read(BaseStep));
        StepFile.Write(ImageStep, image, StepFile.Json.ContainerImage);
        (Manifest, Configuration) = (Encoding.UTF8.GetString(image.Manifest.Bytes), Encoding.UTF8.GetString(image.Config.Bytes));
        (ImageDigest, MediaType) = (image.Digest.ToString(), image.Manifest.MediaType);
        return Task.CompletedTask;
    }
}
