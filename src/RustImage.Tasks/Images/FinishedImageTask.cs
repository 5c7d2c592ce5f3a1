using Microsoft.Build.Framework;
using RustImage.Images;

namespace RustImage.Tasks;

/// <summary>A task on an image that has its manifest, or on an index over the images of several platforms.</summary>
public abstract class FinishedImageTask : RustImageTask
{
    [Required]
    public string ImageState { get; set; } = "";

    private protected PublishedImage ReadImage() => StepState.Read(ImageState, StepJson.Readable.PublishedImage);
}
