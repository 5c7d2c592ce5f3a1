namespace RustImage.Outputs.Engines;

/// <summary>The images in an engine.</summary>
/// <param name="Images">An entry for each name. An image without a name has <c>&lt;none&gt;:&lt;none&gt;</c>.</param>
internal sealed record EngineImages(EngineCommand Command, IReadOnlyList<(Digest Id, string Name)> Images)
{
    /// <summary>The most images whose layers are asked for in one command. A command line of Windows takes 32,767 characters.</summary>
    private const int MaximumAsked = 300;

    public static async Task<EngineImages> ListAsync(EngineCommand command, CancellationToken cancellation)
    {
        const string Format = "{{.ID}} {{.Repository}}:{{.Tag}}";
        var text = await command.CaptureAsync(["image", "ls", "--all", "--no-trunc", "--format", Format], cancellation)
            .ConfigureAwait(false);
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

    /// <summary>
    /// Gets the diffIDs of each image. Images with the same repositories as ours come first, since the number that is asked for is limited.
    /// </summary>
    /// <param name="names">The names of our image in the engine's form.</param>
    public async Task<IReadOnlyList<IReadOnlyList<Digest>>> ListLayersAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var repositories = names.Select(RepositoryOf).ToHashSet(StringComparer.Ordinal);
        var ids = Images.OrderByDescending(i => repositories.Contains(RepositoryOf(i.Name)))
            .Select(i => i.Id).Distinct().Take(MaximumAsked).ToList();
        if (ids.Count == 0)
            return [];
        // The command fails if one of the images was removed in the meantime, but still prints the others.
        var answer = await Command.TryAsync(
            ["image", "inspect", "--format", "{{json .RootFS.Layers}}", .. ids.Select(i => i.ToString())], cancellation)
            .ConfigureAwait(false);
        return [.. answer.StandardOutput.Split('\n').Where(l => l.StartsWith('[')).Select(ReadLayers)];
    }

    /// <returns>The digests up to the first that is not SHA-256; none where the text is not a list of texts.</returns>
    public static IReadOnlyList<Digest> ReadLayers(string json) =>
        [.. (ForeignJson.TryRead(json, l => l.Texts()) ?? []).Select(Digest.TryParse).TakeWhile(d => d is not null).Select(d => d!.Value)];

    private static string RepositoryOf(string name) => name.LastIndexOf(':') is >= 0 and var colon ? name[..colon] : name;
}
