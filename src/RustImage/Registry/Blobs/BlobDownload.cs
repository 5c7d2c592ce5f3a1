using System.Net.Http.Headers;
using RustImage.Http;
using RustImage.Registry.Connection;
using RustImage.Registry.Requests;

namespace RustImage.Registry.Blobs;

/// <summary>Downloads one blob (distribution-spec, "Pulling blobs"). After a broken connection, it gets only the rest.</summary>
internal sealed class BlobDownload(RequestSender requests, string repository, Descriptor blob)
{
    private readonly string _what = $"give the blob {blob.Digest} of '{repository}'";
    private RangeConditionHeaderValue? _condition;

    /// <exception cref="RustImageException">RIMG6201 to RIMG6204: the registry does not give the blob.</exception>
    public async Task RunAsync(Stream destination, Action<long>? onBytes, CancellationToken cancellation)
    {
        using var transfer = await Transfer.StartAsync(destination, blob.Size, blob.Digest, onBytes, cancellation).ConfigureAwait(false);
        var retries = requests.StartRetries(_what);
        while (!transfer.IsWhole)
        {
            var before = transfer.Received;
            try
            {
                await requests.SendAsync(
                    Request(transfer.Received, retries.BypassesCaches), answer => TakeAsync(answer, transfer, cancellation), cancellation)
                    .ConfigureAwait(false);
            }
            catch (TransferException e)
            {
                if (e.Failure == Failure.WrongBytes)
                    transfer.Restart();
                else if (transfer.Received > before)
                    retries.Reset();
                await retries.WaitAsync(e, cancellation).ConfigureAwait(false);
            }
        }
    }

    private RegistryRequest Request(long offset, bool fresh) => new(
        HttpMethod.Get, $"/v2/{repository}/blobs/{blob.Digest}", new(repository), Headers: headers =>
        {
            if (fresh)
                headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
            if (offset == 0)
                return;
            headers.Range = new RangeHeaderValue(offset, null);
            headers.IfRange = _condition;
        });

    private async Task<bool> TakeAsync(RegistryResponse answer, Transfer transfer, CancellationToken cancellation)
    {
        if (answer.Status == 416)
            throw new TransferException(Failure.WrongBytes, "it has fewer bytes than it sent before");
        if (answer.Status is not (200 or 206))
            throw await answer.CreateRefusalAsync(_what).ConfigureAwait(false);
        using var body = await answer.Watch.RunAsync(c => SourceBody.OpenAsync(answer.Message, transfer.Received, c)).ConfigureAwait(false);
        _condition = body.Condition;
        await transfer.TakeAsync(body, answer.Watch, cancellation).ConfigureAwait(false);
        return true;
    }
}
