namespace RustImage.Registry;

/// <summary>Adds up the progress of several transfers.</summary>
/// <param name="onSum">Called with the bytes of all transfers whenever one reports.</param>
internal sealed class ByteCount(Action<long> onSum)
{
    private long _bytes;

    /// <returns>
    /// A callback for one blob, which takes the number of its bytes so far. The number may become smaller where a transfer starts again.
    /// </returns>
    public Action<long> ForBlob()
    {
        long last = 0;
        return now => onSum(Interlocked.Add(ref _bytes, now - Interlocked.Exchange(ref last, now)));
    }
}
