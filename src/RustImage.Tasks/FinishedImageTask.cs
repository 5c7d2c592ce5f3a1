using Microsoft.Build.Framework;
using RustImage.Image;

namespace RustImage.Tasks;

/// <summary>A task on an image that is complete but for its archive.</summary>
public abstract class FinishedImageTask : RustImageTask
{
    [Required]
    public string ImageStep { get; set; } = "";

    [Required]
    public string LayersStep { get; set; } = "";

    [Required]
    public string Archive { get; set; } = "";

    protected ContainerImage ReadImage()
    {
        var image = StepFile.Read(ImageStep, StepFile.Json.ImageStep);
        return new ContainerImage(image.Reference, image.Manifest, image.Config, StepFile.Read(LayersStep, StepFile.Json.LayersStep).Layers);
    }
}
