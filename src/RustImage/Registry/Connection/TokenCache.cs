using System.Collections.Concurrent;

namespace RustImage.Registry.Connection;

/// <summary>The tokens of one connection by scope. One request fetches a token while others wait for it.</summary>
internal sealed class TokenCache : IDisposable
{
    private readonly ConcurrentDictionary<RegistryScope, Slot> _slots = new();

    /// <param name="refused">A token that the registry no longer accepts, which is not returned again; or null.</param>
    /// <param name="named">The scopes that a challenge names; null without a challenge. Then those of the last challenge are used.</param>
    /// <param name="fetch">Fetches a token, given the scopes that the challenge names.</param>
    /// <returns>The token, and whether it was just fetched.</returns>
    public async Task<(BearerToken Token, bool IsNew)> GetAsync(
        RegistryScope scope, BearerToken? refused, IReadOnlyList<string>? named,
        Func<IReadOnlyList<string>, Task<BearerToken>> fetch, CancellationToken cancellation)
    {
        if (!scope.Push && scope.MountFrom is null && _slots.TryGetValue(scope with { Push = true }, out var wider)
            && wider.Token is { IsGood: true } covering && covering != refused)
            return (covering, false);
        var slot = _slots.GetOrAdd(scope, _ => new Slot());
        await slot.Turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (slot.Token is { IsGood: true } token && token != refused)
                return (token, false);
            slot.Named = named ?? slot.Named;
            slot.Token = null;
            slot.Token = await fetch(slot.Named).ConfigureAwait(false);
            return (slot.Token, true);
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var slot in _slots.Values)
            slot.Turn.Dispose();
    }

    /// <summary>The token for one scope.</summary>
    private sealed class Slot
    {
        private volatile BearerToken? _token;

        public SemaphoreSlim Turn { get; } = new(1);

        public IReadOnlyList<string> Named { get; set; } = [];

        public BearerToken? Token
        {
            get => _token;
            set => _token = value;
        }
    }
}
