namespace RustImage.Outputs.Registries;

/// <summary>How far a push is.</summary>
/// <param name="Bytes">That the registries have by now, whether they were sent or were there before.</param>
/// <param name="TotalBytes">Of all blobs in all repositories.</param>
public sealed record PushProgress(long Bytes, long TotalBytes);

/// <summary>Adds up what several uploads report.</summary>
internal sealed class PushCount(IProgress<PushProgress>? progress, long total)
{
    private long _bytes;

    /// <returns>For one blob: is told how many of its bytes are there, which may also become fewer when it begins anew.</returns>
    public Action<long> ForBlob()
    {
        long last = 0;
        return now =>
        {
            var sum = Interlocked.Add(ref _bytes, now - Interlocked.Exchange(ref last, now));
            progress?.Report(new PushProgress(sum, total));
        };
    }
}
