using System.Collections.Concurrent;

namespace RustImage.Debian.Downloads;

/// <summary>Lets one request at a time go to hosts that are to be spared.</summary>
internal sealed class HostTurns : IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new();

    public void OneAtATime(Uri address) => _gates.TryAdd(address.Authority, new SemaphoreSlim(1));

    public bool IsSpared(Uri address) => _gates.ContainsKey(address.Authority);

    /// <returns>Ends the turn; null where the host may be asked by many.</returns>
    public async ValueTask<IDisposable?> TakeAsync(Uri address, CancellationToken cancellation)
    {
        if (!_gates.TryGetValue(address.Authority, out var gate))
            return null;
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        return new Turn(gate);
    }

    public void Dispose()
    {
        foreach (var gate in _gates.Values)
            gate.Dispose();
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
