using Microsoft.Build.Framework;
using RustImage.Images;

namespace RustImage.Tasks;

/// <summary>A task on a whole image.</summary>
public abstract class FinishedImageTask : RustImageTask
{
    [Required]
    public string ImageStep { get; set; } = "";

    protected CompressedImage ReadImage() => StepFile.Read(ImageStep, StepFile.Json.CompressedImage);
}
