using RustImage.Http;

namespace RustImage.Registry.Requests;

/// <summary>The registry answered that it can't now, or that what was begun must begin anew.</summary>
internal sealed class RegistryBusyException(string reason, TimeSpan? retryAfter = null)
    : TransferException(Failure.Broken, reason, retryAfter: retryAfter);
