using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <summary>The base image's name and the lock → a warning where the name leads to another image today.</summary>
public sealed class CheckBaseImage : BaseTask
{
    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var reference = Reference;
        if (await OpenPull().CheckAsync(reference, cancellation).ConfigureAwait(false) is { } moved)
            LogWarning(moved with { File = LockFile });
        else
            Log.LogMessage(MessageImportance.High, "{0}: the base image {1} is today's.", LockFile, reference.Name);
    }
}
