using Microsoft.Build.Framework;
using RustImage.Outputs;

namespace RustImage.Tasks;

/// <summary>Image → one archive that docker, podman and skopeo read.</summary>
public sealed class WriteImageArchive : FinishedImageTask
{
    [Required]
    public string Archive { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var image = ReadImage();
        await new ArchiveOutput(Archive).WriteAsync(image, cancellation).ConfigureAwait(false);
        if (image.Layers.Any(l => l.IsZstd))
            LogWarning(Messages.ZstdInArchive(Archive));
    }
}
