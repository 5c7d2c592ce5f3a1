using Microsoft.Build.Framework;
using RustImage.Image;
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

    [Required]
    public string ImageStep { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var config = StepFile.Read(ConfigStep, StepFile.Json.ConfigStep);
        var layers = StepFile.Read(LayersStep, StepFile.Json.LayersStep).Layers
            .Zip(StepFile.Read(BlobsStep, StepFile.Json.BlobsStep).Blobs, (l, b) => new BuiltLayer(l, b.Digest, b.Size, b.Path));
        StepFile.Write(ImageStep, ContainerImage.Create(config.References, config.Config, [.. layers]), StepFile.Json.ContainerImage);
        return Task.CompletedTask;
    }
}
