using RustImage.Registry.Blobs;
using RustImage.Registry.Manifests;
using RustImage.Registry.Requests;

namespace RustImage.Registry.Referrers;

/// <summary>Lists and attaches artifacts of manifests (distribution-spec, "Listing Referrers", "Unavailable Referrers API").</summary>
internal sealed class ReferrerRequests(RequestSender requests, ManifestRequests manifests, BlobRequests blobs) : IDisposable
{
    private const string Filter = "artifactType";

    private readonly ReferrersTag _tag = new(requests, manifests);

    public async Task<IReadOnlyList<Descriptor>> ListAsync(
        string repository, Digest subject, string? artifactType, CancellationToken cancellation) =>
        await AskAsync(repository, subject, artifactType, cancellation).ConfigureAwait(false)
        ?? Only(artifactType, await _tag.ReadAsync(repository, subject, cancellation).ConfigureAwait(false));

    public async Task<Descriptor> AttachAsync(
        string repository, Descriptor subject, string artifactType, string mediaType, RegistryBlob blob,
        IReadOnlyDictionary<string, string> annotations, CancellationToken cancellation)
    {
        var config = new RegistryBlob(
            Digest.OfBytes(ArtifactManifest.EmptyConfig), ArtifactManifest.EmptyConfig.Length, $"the empty configuration of {artifactType}",
            () => new MemoryStream(ArtifactManifest.EmptyConfig, writable: false));
        await blobs.PushAsync(repository, config, [], null, cancellation).ConfigureAwait(false);
        await blobs.PushAsync(repository, blob, [], null, cancellation).ConfigureAwait(false);
        var bytes = ArtifactManifest.Write(subject, artifactType, new Descriptor(mediaType, blob.Digest, blob.Size), annotations);
        var referrer = new Descriptor(
            ManifestTypes.Manifest, Digest.OfBytes(bytes), bytes.Length, artifactType, annotations.Count > 0 ? annotations : null);
        var isListed = await manifests.PushAsync(repository, referrer.Digest.ToString(), referrer.MediaType, bytes, cancellation)
            .ConfigureAwait(false);
        // The tag is written only where the API is missing: readers that know the API take the tag for an image.
        if (!isListed && await AskAsync(repository, subject.Digest, artifactType, cancellation).ConfigureAwait(false) is null)
            await _tag.AddAsync(repository, subject.Digest, referrer, cancellation).ConfigureAwait(false);
        return referrer;
    }

    public void Dispose() => _tag.Dispose();

    /// <returns>Null where the registry has no referrers API.</returns>
    private async Task<IReadOnlyList<Descriptor>?> AskAsync(
        string repository, Digest subject, string? artifactType, CancellationToken cancellation)
    {
        var what = $"list the referrers of {subject} in '{repository}'";
        var query = artifactType is null ? "" : $"?{Filter}={Uri.EscapeDataString(artifactType)}";
        var target = $"/v2/{repository}/referrers/{subject}{query}";
        var isKnown = true;
        var referrers = new List<Descriptor>();
        await RegistryPages.ReadAsync(requests, what, target, new(repository), ReadPageAsync, cancellation).ConfigureAwait(false);
        return isKnown ? referrers : null;

        async Task<bool> ReadPageAsync(RegistryResponse answer)
        {
            // Registries without the API answer in several ways. One of them is a page for people.
            isKnown = answer.Status is not (400 or 404 or 405 or 406 or 501)
                && (!answer.IsSuccess || answer.MediaType == ManifestTypes.Index);
            if (!isKnown)
                return false;
            if (!answer.IsSuccess)
                throw await answer.CreateRefusalAsync(what).ConfigureAwait(false);
            var bytes = await answer.ReadAsync($"the referrers of {subject} in '{repository}'", RegistryPages.MostBytes)
                .ConfigureAwait(false);
            var page = RegistryPages.Json(requests.Registry, what, bytes, ReferrerIndex.Read);
            var isFiltered = answer.Header("OCI-Filters-Applied")?.Contains(Filter, StringComparison.OrdinalIgnoreCase) == true;
            referrers.AddRange(isFiltered ? page : Only(artifactType, page));
            return true;
        }
    }

    private static IReadOnlyList<Descriptor> Only(string? artifactType, IReadOnlyList<Descriptor> all) =>
        artifactType is null ? all : [.. all.Where(d => d.ArtifactType == artifactType)];
}
