using Microsoft.Build.Framework;
using RustImage.Images;

namespace RustImage.Tasks;

/// <summary>A task on an image that has its manifest.</summary>
public abstract class FinishedImageTask : RustImageTask
{
    [Required]
    public string ImageState { get; set; } = "";

    private protected CompressedImage ReadImage() => StepState.Read(ImageState, StepJson.Readable.CompressedImage);
}
