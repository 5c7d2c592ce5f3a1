using Microsoft.Build.Framework;
using RustImage.Image;
using RustImage.Outputs;

namespace RustImage.Tasks;

/// <summary>Image → one archive that docker, podman and skopeo read.</summary>
public sealed class WriteImageArchive : RustImageTask
{
    [Required]
    public string ImageStep { get; set; } = "";

    [Required]
    public string LayersStep { get; set; } = "";

    [Required]
    public string Archive { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var image = StepFile.Read(ImageStep, StepFile.Json.ImageStep);
        var layers = StepFile.Read(LayersStep, StepFile.Json.LayersStep).Layers;
        ImageArchive.Write(new ContainerImage(image.Reference, image.Manifest, image.Config, layers), Archive);
        return Task.CompletedTask;
    }
}
