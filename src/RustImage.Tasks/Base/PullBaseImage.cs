using Microsoft.Build.Framework;
using RustImage.Base;
using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>The base image's name and the lock → its layers on this machine.</summary>
public sealed class PullBaseImage : BaseTask
{
    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>Whether the lock moves to the image that the name leads to today.</summary>
    public bool Update { get; set; }

    /// <summary>RustImageCompressionLevel, for layers that were published uncompressed.</summary>
    [Required]
    public string CompressionLevel { get; set; } = "";

    [Required]
    public string BaseState { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var reference = Reference;
        var platform = Platform.FromRuntimeIdentifier(RuntimeIdentifier)!;
        var gzip = GzipCompressor.Parse(CompressionLevel);
        var pulled = await OpenPull().RunAsync(reference, platform, gzip, Update, cancellation).ConfigureAwait(false);
        StepOf(BaseState).Keep(pulled.Image, StepJson.Readable.BaseImage);
        Log.LogMessage(
            MessageImportance.Normal, "Base image {0}: {1}, {2} layers", reference.Name, pulled.Image.Digest, pulled.Image.Layers.Count);
        var report = BaseLockReport.Create(reference.Name, pulled, LockFile, Update);
        if (report.Line is { } line)
            Log.LogMessage(line);
        if (report.Message is { } message)
            LogMessage(message);
    }
}
