using RustImage.Http;
using RustImage.Registry.Connection;
using RustImage.Registry.Requests;

namespace RustImage.Registry.Blobs;

/// <summary>Uploads one blob (distribution-spec, "Pushing blobs"), whole or in chunks. Continues after a broken connection.</summary>
/// <param name="isThere">
/// Whether the registry has the blob. Called when the registry no longer knows the upload, since it may have completed.
/// </param>
internal sealed partial class BlobUpload(
    RequestSender requests,
    ChunkSizes chunks,
    string repository,
    RegistryBlob blob,
    Action<long>? onBytes,
    Func<CancellationToken, Task<bool>> isThere)
{
    /// <summary>The size of the smallest body that is announced. Sending a smaller one takes no longer than the announcement.</summary>
    private const long LeastToAsk = 64 << 10;

    private static readonly TimeSpan TimeToAbandon = TimeSpan.FromSeconds(0.5);

    private readonly string _what = $"take '{blob.Name}' ({blob.Digest}) for '{repository}'";
    private readonly RegistryScope _scope = new(repository, Push: true);
    private UploadSession? _session;

    /// <summary>The most bytes that the registry has confirmed so far.</summary>
    private long _best;

    /// <summary>Whether the registry can't resume an upload.</summary>
    private bool _cannotResume;

    /// <summary>Whether the registry has refused the digest once.</summary>
    private bool _isDoubted;

    public bool HasBegun => _session is not null;

    public static HttpContent NoBytes() => new ByteArrayContent([]);

    /// <summary>Uses the upload that the registry has begun, also when it could not mount the blob.</summary>
    public bool Begin(RegistryResponse answer) => (_session = UploadSession.Start(answer)) is not null;

    /// <remarks>After an exception, the caller calls <see cref="AbandonAsync"/>.</remarks>
    /// <exception cref="RustImageException">RIMG6201 to RIMG6212: the registry refuses the blob.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var retries = requests.StartRetries(_what);
        while (!await TryAsync(retries, cancellation).ConfigureAwait(false))
        {
            // Tries again while retries are left.
        }
    }

    /// <summary>Gives the upload up, where it has begun.</summary>
    public async Task AbandonAsync()
    {
        if (_session is not { } session)
            return;
        _session = null;
        await CancelAsync(requests, session.Location, _scope).ConfigureAwait(false);
    }

    /// <summary>Tells the registry to drop an upload (distribution-spec, "Cancel a blob upload"). Errors are ignored.</summary>
    public static async Task CancelAsync(RequestSender requests, string location, RegistryScope scope)
    {
        using var soon = new CancellationTokenSource(TimeToAbandon);
        try
        {
            var request = new RegistryRequest(HttpMethod.Delete, location, scope, _ => NoBytes());
            await requests.SendNowAsync(request, _ => Task.FromResult(true), soon.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or TransferException or RegistryDeniedException or RustImageException)
        {
            // The registry drops the upload by itself some time later.
        }
    }

    private async Task<bool> TryAsync(RegistryRetries retries, CancellationToken cancellation)
    {
        try
        {
            if (_session is { IsInDoubt: true } && await ResolveDoubtAsync(cancellation).ConfigureAwait(false))
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
                throw await answer.CreateRefusalAsync(_what).ConfigureAwait(false);
            return Begin(answer) ? true
                : throw Messages.BadRegistryAnswer(requests.Registry, _what, "it names no Location for the upload").ToException();
        },
        cancellation);

    /// <summary>Asks how many bytes the registry has. Drops the upload where it can't be resumed.</summary>
    /// <returns>True where the registry has the whole blob.</returns>
    private async Task<bool> ResolveDoubtAsync(CancellationToken cancellation)
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
