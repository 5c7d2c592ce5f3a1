using Microsoft.Build.Framework;
using RustImage.Base;

namespace RustImage.Tasks;

/// <summary>The base image's name and the lock → its layers on this machine.</summary>
public sealed class PullBaseImage : BaseTask
{
    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>Move the lock to what the name leads to today.</summary>
    public bool Update { get; set; }

    [Required]
    public string BaseState { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var reference = Reference;
        var pulled = await OpenPull().RunAsync(reference, Platform.FromRuntimeIdentifier(RuntimeIdentifier)!, Update, cancellation).ConfigureAwait(false);
        StepOf(BaseState).Keep(pulled.Image, StepJson.Readable.BaseImage);
        Log.LogMessage(MessageImportance.Normal, "Base image {0}: {1}, {2} layers", reference.Name, pulled.Image.Digest, pulled.Image.Layers.Count);
        TellChange(reference.Name, pulled);
    }

    private void TellChange(string name, PulledBase pulled)
    {
        if (Update && pulled.After is null)
            Log.LogMessage(MessageImportance.High, "{0} needs no entry in {1}.", name, LockFile);
        else if (Update && pulled.Before == pulled.After)
            Log.LogMessage(MessageImportance.High, "{0} is up to date in {1}.", name, LockFile);
        else if (pulled.Before is { } before && pulled.After != before)
            Log.LogMessage(MessageImportance.High, "{0} {1} → {2}", name, before, pulled.After);
        else if (pulled.Before is null && pulled.After is { } after)
            LogMessage(Messages.BaseLocked(name, after, LockFile));
    }
}
