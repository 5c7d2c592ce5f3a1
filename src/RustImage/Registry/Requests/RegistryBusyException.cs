using RustImage.Http;

namespace RustImage.Registry.Requests;

/// <summary>The registry answered that it can't now, or that what was begun must begin anew.</summary>
/// <param name="isLimit">It is asked too much, by all requests together (429).</param>
internal sealed class RegistryBusyException(string reason, TimeSpan? retryAfter = null, bool isLimit = false)
    : TransferException(Failure.Broken, reason, retryAfter: retryAfter)
{
    public bool IsLimit { get; } = isLimit;
}
