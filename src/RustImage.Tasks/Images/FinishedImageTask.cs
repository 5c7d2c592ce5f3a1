using Microsoft.Build.Framework;
using RustImage.Images;

namespace RustImage.Tasks;

/// <summary>A task on a whole image.</summary>
public abstract class FinishedImageTask : RustImageTask
{
    [Required]
    public string ImageState { get; set; } = "";

    protected CompressedImage ReadImage() => StepState.Read(ImageState, StepJson.Readable.CompressedImage);
}
