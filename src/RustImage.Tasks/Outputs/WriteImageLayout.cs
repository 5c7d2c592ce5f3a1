using Microsoft.Build.Framework;
using RustImage.Outputs;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Image → a directory that is an OCI image layout.</summary>
public sealed class WriteImageLayout : FinishedImageTask
{
    /// <summary>RustImageLayoutPath as a full path; empty where the project names none, which is an error.</summary>
    public string Layout { get; set; } = "";

    [Required]
    public string LayoutState { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        if (Layout.Length == 0)
            throw Messages.NoLayoutPath().ToException();
        var result = BuildStep.Read(ImageState);
        var image = result.As(StepJson.Readable.PublishedImage);
        var key = new StepKey().Add(result).Add("RustImageLayoutPath", Layout);
        await RunStepAsync(LayoutState, key, StepJson.Readable.String, async run =>
        {
            var output = new LayoutOutput(Layout);
            foreach (var file in await output.WriteAsync(image, cancellation).ConfigureAwait(false))
                run.Wrote("a file of the layout", file.Path, file.Digest);
            run.UseDirectories(output.Directories);
            run.NameOutputs();
            return Layout;
        }).ConfigureAwait(false);
        Log.LogMessage(MessageImportance.High, "{0} -> {1} ({2})", image.Names[0], Layout, image.Digest);
    }
}
