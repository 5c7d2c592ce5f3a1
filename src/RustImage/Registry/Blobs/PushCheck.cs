using RustImage.Registry.Connection;
using RustImage.Registry.Manifests;
using RustImage.Registry.Requests;

namespace RustImage.Registry.Blobs;

/// <summary>Finds out whether a registry lets this machine push, before there is an image. Changes nothing.</summary>
internal sealed class PushCheck(RequestSender requests, ManifestRequests manifests)
{
    /// <param name="tag">A tag that will be pushed.</param>
    /// <exception cref="RustImageException">RIMG6201 to RIMG6205: the registry refuses, or does not answer.</exception>
    public async Task RunAsync(string repository, string tag, CancellationToken cancellation)
    {
        // Where the tag exists, there may be nothing to push, and a registry that asks for credentials has just accepted them.
        if (await manifests.HasForPushAsync(repository, tag, cancellation).ConfigureAwait(false) && !requests.LacksCredentials)
            return;
        // Many registries let anybody read. Only the start of an upload shows who may write, and it is given up at once.
        var what = $"take an upload for '{repository}'";
        var scope = new RegistryScope(repository, Push: true);
        var start = new RegistryRequest(HttpMethod.Post, $"/v2/{repository}/blobs/uploads/", scope, _ => BlobUpload.NoBytes());
        var location = await requests.RunAsync(what, start, ReadAsync, cancellation).ConfigureAwait(false);
        if (location is not null)
            await BlobUpload.CancelAsync(requests, location, scope).ConfigureAwait(false);

        async Task<string?> ReadAsync(RegistryResponse answer) =>
            answer.Status == 202 ? answer.Location : throw await answer.CreateRefusalAsync(what).ConfigureAwait(false);
    }
}
