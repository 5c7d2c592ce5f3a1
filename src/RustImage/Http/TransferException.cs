namespace RustImage.Http;

/// <summary>What a failed try means for the next one.</summary>
internal enum Failure
{
    /// <summary>The source does not have the file: on to the next source.</summary>
    Missing,

    /// <summary>The source would say the same again: on to the next source.</summary>
    Refused,

    /// <summary>No connection came about: once more, after a while. Most often there is no network at all.</summary>
    Unreachable,

    /// <summary>Worth another try, after a while.</summary>
    Broken,

    /// <summary>Other bytes than promised: once more from the start, past all caches.</summary>
    WrongBytes,
}

/// <summary>One try at one server failed; who sent the request decides what comes next.</summary>
/// <param name="reason">For the message, a part of a sentence.</param>
/// <param name="retryAfter">What the server asks for.</param>
internal class TransferException(Failure failure, string reason, Exception? inner = null, TimeSpan? retryAfter = null)
    : Exception(reason, inner)
{
    public Failure Failure { get; } = failure;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
