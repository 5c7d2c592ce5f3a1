namespace RustImage.Outputs.Engines;

/// <summary>The images that an engine has.</summary>
/// <param name="Images">An entry for each name; <c>&lt;none&gt;:&lt;none&gt;</c> for an image without one.</param>
internal sealed record EngineImages(EngineCommand Command, IReadOnlyList<(Digest Id, string Name)> Images)
{
    /// <summary>How many are asked for their layers: a command line of Windows takes 32,767 characters.</summary>
    private const int MaximumAsked = 300;

    public static async Task<EngineImages> ListAsync(EngineCommand command, CancellationToken cancellation)
    {
        var text = await command.CaptureAsync(["image", "ls", "--all", "--no-trunc", "--format", "{{.ID}} {{.Repository}}:{{.Tag}}"], cancellation).ConfigureAwait(false);
        var images = from line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                     let parts = line.Split(' ', 2)
                     where parts.Length == 2
                     let id = Digest.TryParse(parts[0])
                     where id is not null
                     select (id.Value, parts[1]);
        return new EngineImages(command, [.. images]);
    }

    public bool Has(Digest id) => Images.Any(i => i.Id == id);

    public IReadOnlySet<string> NamesOf(Digest id) => Images.Where(i => i.Id == id).Select(i => i.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>The diffIDs of each image's layers, those of the named repositories first, since only so many are asked for.</summary>
    /// <param name="names">Names in the engine's form.</param>
    public async Task<IReadOnlyList<IReadOnlyList<Digest>>> LayersAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var repositories = names.Select(RepositoryOf).ToHashSet(StringComparer.Ordinal);
        var ids = Images.OrderByDescending(i => repositories.Contains(RepositoryOf(i.Name))).Select(i => i.Id).Distinct().Take(MaximumAsked).ToList();
        if (ids.Count == 0)
            return [];
        // It fails when one of them has vanished since, and still tells of the others.
        var answer = await Command.TryAsync(
            ["image", "inspect", "--format", "{{json .RootFS.Layers}}", .. ids.Select(i => i.ToString())], cancellation).ConfigureAwait(false);
        return [.. answer.StandardOutput.Split('\n').Where(l => l.StartsWith('[')).Select(ReadLayers)];
    }

    /// <returns>Up to the first that is no SHA-256; none where it is no list of texts.</returns>
    public static IReadOnlyList<Digest> ReadLayers(string json) =>
        [.. (ForeignJson.TryRead(json, l => l.Texts()) ?? []).Select(Digest.TryParse).TakeWhile(d => d is not null).Select(d => d!.Value)];

    private static string RepositoryOf(string name) => name.LastIndexOf(':') is >= 0 and var colon ? name[..colon] : name;
}
