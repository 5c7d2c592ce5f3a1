using RustImage.Registry.Requests;

namespace RustImage.Registry.Manifests;

/// <summary>Lists the tags of a repository (distribution-spec, "Listing Tags").</summary>
internal static class TagList
{
    public static async Task<IReadOnlyList<string>> ReadAsync(RequestSender requests, string repository, CancellationToken cancellation)
    {
        var what = $"list the tags of '{repository}'";
        var tags = new List<string>();
        await RegistryPages.ReadAsync(requests, what, $"/v2/{repository}/tags/list", new(repository), ReadPageAsync, cancellation)
            .ConfigureAwait(false);
        return tags;

        async Task<bool> ReadPageAsync(RegistryResponse answer)
        {
            // A repository exists only after the first push to it.
            if (answer.Status == 404)
                return false;
            if (!answer.IsSuccess)
                throw await answer.CreateRefusalAsync(what).ConfigureAwait(false);
            var bytes = await answer.ReadAsync($"the tags of '{repository}'", RegistryPages.MostBytes).ConfigureAwait(false);
            tags.AddRange(RegistryPages.Json(
                requests.Registry, what, bytes,
                json => json.Has("tags") ? json["tags"].Texts() : throw json["tags"].Refuse("is missing")));
            return true;
        }
    }
}
