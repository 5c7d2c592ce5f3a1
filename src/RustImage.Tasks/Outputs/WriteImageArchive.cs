using Microsoft.Build.Framework;
using RustImage.Outputs;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Image → one archive that docker, podman and skopeo read.</summary>
public sealed class WriteImageArchive : FinishedImageTask
{
    [Required]
    public string Archive { get; set; } = "";

    /// <summary>Whether the project chose the archive's name.</summary>
    public bool IsNamed { get; set; }

    [Required]
    public string ArchiveState { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var image = BuildStep.Read(ImageState);
        var key = new StepKey().Add(image).Add("the archive's path", Archive).Add("ContainerArchiveOutputPath", IsNamed);
        return RunStepAsync(ArchiveState, key, StepJson.Readable.String, async run =>
        {
            var published = image.As(StepJson.Readable.PublishedImage);
            run.Wrote("the archive", Archive, await new ArchiveOutput(Archive).WriteAsync(published, cancellation).ConfigureAwait(false));
            if (IsNamed)
                run.NameOutputs();
            if (published.Images.SelectMany(i => i.Layers).Any(l => l.IsZstd))
                run.Warn(Messages.ZstdInArchive(Archive));
            return Archive;
        });
    }
}
