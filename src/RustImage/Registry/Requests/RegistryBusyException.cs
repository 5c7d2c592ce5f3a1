using RustImage.Http;

namespace RustImage.Registry.Requests;

/// <summary>The registry can't answer now, or an upload must start again.</summary>
/// <param name="isLimit">Whether the registry got too many requests (429).</param>
internal sealed class RegistryBusyException(string reason, TimeSpan? retryAfter = null, bool isLimit = false)
    : TransferException(Failure.Broken, reason, retryAfter: retryAfter)
{
    public bool IsLimit { get; } = isLimit;
}
