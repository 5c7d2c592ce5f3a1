using RustImage.Http;
using RustImage.Registry.Connection;
using RustImage.Registry.Requests;

namespace RustImage.Registry.Blobs;

/// <summary>Sends one blob (distribution-spec, "Pushing blobs"): whole, or in chunks, and from where it broke off.</summary>
/// <param name="isThere">Whether the registry has the blob, for an upload that is gone: it may be because it ended well.</param>
internal sealed partial class BlobUpload(
    RequestSender requests, ChunkSizes chunks, string repository, RegistryBlob blob, Action<long>? onBytes, Func<CancellationToken, Task<bool>> isThere)
{
    /// <summary>A smaller body is as soon sent as asked for.</summary>
    private const long LeastToAsk = 64 << 10;

    private static readonly TimeSpan TimeToAbandon = TimeSpan.FromSeconds(0.5);

    private readonly string _what = $"take '{blob.Name}' ({blob.Digest}) for '{repository}'";
    private readonly RegistryScope _scope = new(repository, Push: true);
    private UploadSession? _session;

    /// <summary>What the registry said to have, at most.</summary>
    private long _best;

    /// <summary>The registry does not go on with what broke off.</summary>
    private bool _cannotResume;

    /// <summary>The registry took the bytes for others once.</summary>
    private bool _isDoubted;

    public bool HasBegun => _session is not null;

    public static HttpContent NoBytes() => new ByteArrayContent([]);

    /// <summary>A mount that came to nothing, too, begins an upload.</summary>
    public bool Begin(RegistryResponse answer) => (_session = UploadSession.Begun(answer)) is not null;

    /// <remarks>Who is left with an exception abandons the upload.</remarks>
    /// <exception cref="RustImageException">RIMG6201 to RIMG6212.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var retries = requests.StartRetries(_what);
        while (!await TryAsync(retries, cancellation).ConfigureAwait(false))
        {
            // Tries again while retries are left.
        }
    }

    /// <summary>Lets the registry forget what was begun (distribution-spec, "Cancel a blob upload"); nothing depends on it.</summary>
    public async Task AbandonAsync()
    {
        if (_session is not { } session)
            return;
        _session = null;
        using var soon = new CancellationTokenSource(TimeToAbandon);
        try
        {
            await requests.SendNowAsync(
                new RegistryRequest(HttpMethod.Delete, session.Location, _scope, _ => NoBytes()), _ => Task.FromResult(true), soon.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or TransferException or RegistryDeniedException or RustImageException)
        {
            // The registry forgets it by itself, later.
        }
    }

    private async Task<bool> TryAsync(RegistryRetries retries, CancellationToken cancellation)
    {
        try
        {
            if (_session is { IsInDoubt: true } && await EndsInDoubtAsync(cancellation).ConfigureAwait(false))
                return true;
            if (_session is null)
                await StartAsync(cancellation).ConfigureAwait(false);
            await SendAsync(retries, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TransferException e)
        {
            if (_session is not null)
                _session.IsInDoubt = true;
            await retries.WaitAsync(e, cancellation).ConfigureAwait(false);
            return false;
        }
    }

    private Task<bool> StartAsync(CancellationToken cancellation) => requests.SendAsync(
        new RegistryRequest(HttpMethod.Post, $"/v2/{repository}/blobs/uploads/", _scope, _ => NoBytes()),
        async answer =>
        {
            if (answer.Status != 202)
                throw await answer.RefusalAsync(_what).ConfigureAwait(false);
            return Begin(answer) ? true : throw Messages.BadRegistryAnswer(requests.Registry, _what, "it names no Location for the upload").ToException();
        },
        cancellation);

    /// <summary>Asks how much came, and forgets the upload where that is not to be had.</summary>
    /// <returns>True where the blob is there.</returns>
    private async Task<bool> EndsInDoubtAsync(CancellationToken cancellation)
    {
        var session = _session!;
        var isAlive = !_cannotResume && await requests.SendAsync(
            new RegistryRequest(HttpMethod.Get, session.Location, _scope),
            answer => Task.FromResult(answer.IsSuccess && session.Resume(answer)), cancellation).ConfigureAwait(false);
        if (isAlive && session.Offset <= blob.Size)
            return false;
        if (await isThere(cancellation).ConfigureAwait(false))
        {
            _session = null;
            return true;
        }
        await AbandonAsync().ConfigureAwait(false);
        return false;
    }
}
