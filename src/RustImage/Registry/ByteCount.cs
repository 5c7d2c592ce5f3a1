namespace RustImage.Registry;

/// <summary>Adds up what several transfers report.</summary>
/// <param name="onSum">Told the bytes of all of them.</param>
internal sealed class ByteCount(Action<long> onSum)
{
    private long _bytes;

    /// <returns>For one blob: is told how many of its bytes are there, which may also become fewer when it begins anew.</returns>
    public Action<long> ForBlob()
    {
        long last = 0;
        return now => onSum(Interlocked.Add(ref _bytes, now - Interlocked.Exchange(ref last, now)));
    }
}
