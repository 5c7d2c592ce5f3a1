using System.Collections.Concurrent;
using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>The hosts that are known to be slow, and to which one request at a time goes.</summary>
/// <remarks>Unlike a registry's limit (429), that is known beforehand, so no answer has to say it.</remarks>
internal sealed class HostThrottles(TransferOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<string, Throttle> _throttles = new();

    /// <summary>Spares the host of an address from now on.</summary>
    public void Spare(Uri address) => _throttles.GetOrAdd(address.Authority, _ => new Throttle(options)).SlowDown();

    public bool IsSpared(Uri address) => _throttles.ContainsKey(address.Authority);

    /// <inheritdoc cref="Throttle.TakeTurnAsync"/>
    public ValueTask<IDisposable?> TakeTurnAsync(Uri address, CancellationToken cancellation) =>
        _throttles.TryGetValue(address.Authority, out var throttle) ? throttle.TakeTurnAsync(cancellation)
            : ValueTask.FromResult<IDisposable?>(null);

    public void Dispose()
    {
        foreach (var throttle in _throttles.Values)
            throttle.Dispose();
    }
}
