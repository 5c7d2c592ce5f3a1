using RustImage.Http;
using RustImage.Registry.Manifests;
using RustImage.Registry.Requests;

namespace RustImage.Registry.Referrers;

/// <summary>Reads and writes the tag that replaces the referrers API (distribution-spec, "Referrers Tag Schema").</summary>
internal sealed class ReferrersTag(RequestSender requests, ManifestRequests manifests) : IDisposable
{
    /// <summary>Keeps this client's writes apart. Writes of other clients can only be noticed afterwards.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <returns>Empty where the tag does not name an image index (distribution-spec, "Listing Referrers").</returns>
    public async Task<IReadOnlyList<Descriptor>> ReadAsync(string repository, Digest subject, CancellationToken cancellation)
    {
        var index = await manifests.PullAsync(repository, Name(subject), cancellation).ConfigureAwait(false);
        return index is { Descriptor.MediaType: ManifestTypes.Index } ? Entries(repository, subject, index) : [];
    }

    /// <summary>Adds an entry that is missing. Checks whether another writer has removed it, and adds it again.</summary>
    /// <exception cref="RustImageException">
    /// RIMG6210: the tag is not an index; it stays as it is. RIMG6211: others remove the entry again and again.
    /// </exception>
    public async Task AddAsync(string repository, Digest subject, Descriptor referrer, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            for (var writes = 0; ; writes++)
            {
                var index = await manifests.PullAsync(repository, Name(subject), cancellation).ConfigureAwait(false);
                if (index is not null && Entries(repository, subject, index).Any(e => e.Digest == referrer.Digest))
                    return;
                var options = requests.Settings.Transfer;
                if (writes >= options.Attempts)
                    throw Messages.ReferrersOverwritten(requests.Registry, $"{repository}:{Name(subject)}", writes).ToException();
                if (writes > 0)
                    await options.Delay(BackOff.After(writes, null, options), cancellation).ConfigureAwait(false);
                var bytes = ReferrerIndex.Add(index?.Bytes, referrer);
                await manifests.PutAsync(repository, Name(subject), ManifestTypes.Index, bytes, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private IReadOnlyList<Descriptor> Entries(string repository, Digest subject, PulledManifest index) => RegistryPages.Json(
        requests.Registry, $"give the referrers in '{repository}:{Name(subject)}'", index.Bytes, ReferrerIndex.Read);

    private static string Name(Digest subject) => $"sha256-{subject.Hex}";
}
