using System.Net.Http.Headers;
using RustImage.Http;
using RustImage.Registry.Connection;
using RustImage.Registry.Requests;

namespace RustImage.Registry.Manifests;

/// <summary>Pulls and pushes manifests (distribution-spec, "Pulling manifests", "Pushing Manifests").</summary>
internal sealed class ManifestRequests(RequestSender requests)
{
    /// <summary>Whether the registry answers HEAD requests properly; null while that is unknown.</summary>
    private bool? _headServes;

    /// <summary>Whether the registry has a tag. It is asked with the access that a push needs.</summary>
    /// <returns>False where a proxy does not answer HEAD requests properly, too.</returns>
    public Task<bool> HasForPushAsync(string repository, string tag, CancellationToken cancellation) => requests.RunAsync(
        $"look up the manifest '{Name(repository, tag)}'",
        Request(HttpMethod.Head, repository, tag) with { Scope = new(repository, Push: true) },
        answer => Task.FromResult(answer.IsSuccess), cancellation);

    public async Task<Descriptor?> FindAsync(string repository, string reference, CancellationToken cancellation)
    {
        if (_headServes != false)
        {
            var (status, descriptor) = await HeadAsync(repository, reference, cancellation).ConfigureAwait(false);
            if (descriptor is not null)
                _headServes = true;
            if (descriptor is not null || (status == 404 && _headServes == true))
                return descriptor;
        }
        var found = await PullAsync(repository, reference, cancellation).ConfigureAwait(false);
        // Some proxies answer HEAD with 404 always, and old registries leave out the digest.
        if (found is not null && _headServes is null)
            _headServes = false;
        return found?.Descriptor;
    }

    public Task<PulledManifest?> PullAsync(string repository, string reference, CancellationToken cancellation)
    {
        var what = $"give the manifest '{Name(repository, reference)}'";
        return requests.RunAsync(what, fresh => Request(HttpMethod.Get, repository, reference, fresh), ReadAsync, cancellation);

        async Task<PulledManifest?> ReadAsync(RegistryResponse answer)
        {
            if (answer.Status == 404)
                return null;
            if (!answer.IsSuccess)
                throw await answer.CreateRefusalAsync(what).ConfigureAwait(false);
            var bytes = await answer.ReadAsync($"the manifest '{Name(repository, reference)}'", RegistryPages.MostBytes)
                .ConfigureAwait(false);
            var digest = Digest.OfBytes(bytes);
            if ((Digest.TryParse(reference) ?? answer.Digest) is { } expected && expected != digest)
                throw new TransferException(Failure.WrongBytes, $"its digest is {digest} instead of {expected}");
            var type = ManifestTypes.Of(answer.MediaType, bytes);
            // Where the two types differ, one tool takes the document for an image and another for an index (distribution-spec, "Pulling
            // manifests").
            if (ManifestTypes.Own(bytes) is { } own && own != type)
                throw Messages.BadRegistryAnswer(requests.Registry, what, $"the manifest says '{own}', but the header says '{type}'")
                    .ToException();
            return new PulledManifest(new Descriptor(type, digest, bytes.Length), bytes);
        }
    }

    /// <summary>Pushes a manifest, and checks that the registry then has the same bytes.</summary>
    /// <returns>
    /// True where the registry has listed the manifest as a referrer: then it names the subject (distribution-spec, "Pushing Manifests with
    /// Subject").
    /// </returns>
    public async Task<bool> PushAsync(string repository, string reference, string mediaType, byte[] bytes, CancellationToken cancellation)
    {
        var (found, isReferrer) = await PutAsync(repository, reference, mediaType, bytes, cancellation).ConfigureAwait(false);
        found ??= (await PullAsync(repository, reference, cancellation).ConfigureAwait(false))?.Descriptor.Digest
            ?? throw Messages.RegistryLostManifest(requests.Registry, Name(repository, reference)).ToException();
        var pushed = Digest.OfBytes(bytes);
        return found == pushed ? isReferrer
            : throw Messages.RegistryChangedManifest(requests.Registry, Name(repository, reference), pushed, found.Value).ToException();
    }

    /// <returns>The digest that the registry names, or null; and whether it has listed the manifest as a referrer.</returns>
    public Task<(Digest? Found, bool IsReferrer)> PutAsync(
        string repository, string reference, string mediaType, byte[] bytes, CancellationToken cancellation)
    {
        var what = $"take the manifest '{Name(repository, reference)}'";
        var request = new RegistryRequest(HttpMethod.Put, Target(repository, reference), new(repository, Push: true), _ => Body());
        return requests.RunAsync(what, request, ReadAsync, cancellation);

        HttpContent Body() => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };

        async Task<(Digest?, bool)> ReadAsync(RegistryResponse answer) => answer.IsSuccess
            ? (answer.Digest, answer.Header("OCI-Subject") is not null)
            : throw await answer.CreateRefusalAsync(what).ConfigureAwait(false);
    }

    private Task<(int Status, Descriptor? Found)> HeadAsync(string repository, string reference, CancellationToken cancellation)
    {
        var what = $"look up the manifest '{Name(repository, reference)}'";
        return requests.RunAsync(
            what, Request(HttpMethod.Head, repository, reference), answer => Task.FromResult((answer.Status, Found(answer))), cancellation);

        Descriptor? Found(RegistryResponse answer) =>
            answer.IsSuccess && answer.MediaType is { } type && ManifestTypes.Accepted.Contains(type)
            && answer.Message.Content.Headers.ContentLength is > 0 and var size
            && (Digest.TryParse(reference) ?? answer.Digest) is { } digest
                ? new Descriptor(type, digest, size) : null;
    }

    private static RegistryRequest Request(HttpMethod method, string repository, string reference, bool fresh = false) =>
        new(method, Target(repository, reference), new(repository), Headers: headers =>
        {
            foreach (var type in ManifestTypes.Accepted)
                headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
            if (fresh)
                headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        });

    private static string Target(string repository, string reference) => $"/v2/{repository}/manifests/{reference}";

    private static string Name(string repository, string reference) =>
        $"{repository}{(Digest.TryParse(reference) is null ? ':' : '@')}{reference}";
}
