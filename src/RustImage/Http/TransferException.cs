namespace RustImage.Http;

/// <summary>The kinds of failed tries. They differ in what should be tried next.</summary>
internal enum Failure
{
    /// <summary>The source does not have the file. Try the next source.</summary>
    Missing,

    /// <summary>The source refuses, and would do so again. Try the next source.</summary>
    Refused,

    /// <summary>The source cannot be connected to, mostly because there is no network. Try once more, after a pause.</summary>
    Unreachable,

    /// <summary>The connection broke, or the server is overloaded. Try again, after a pause.</summary>
    Broken,

    /// <summary>The source sent wrong bytes. Try once more from the start, and bypass all caches.</summary>
    WrongBytes,
}

/// <summary>One try at one server failed. The sender of the request decides what to do next.</summary>
/// <param name="reason">For the message, a sentence about the server without its subject: "it answers HTTP 503".</param>
/// <param name="retryAfter">How long the server asks to wait, or null.</param>
internal class TransferException(Failure failure, string reason, Exception? inner = null, TimeSpan? retryAfter = null)
    : Exception(reason, inner)
{
    public Failure Failure { get; } = failure;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
