using System.Text;

namespace RustImage.Metadata;

/// <summary>
/// Reads JSON in the two forms that docker/metadata-action writes: its output with the members <c>tags</c>, <c>tag-names</c>,
/// <c>labels</c> and <c>annotations</c>, and a bake file <c>{"target":{"NAME":{"tags":[…],"labels":{…},"annotations":[…]}}}</c>
/// (docs.docker.com/build/bake/reference).
/// </summary>
internal static class MetadataFile
{
    /// <summary>The name that docker/metadata-action gives to the target of its bake file.</summary>
    private const string DefaultTarget = "docker-metadata-action";

    private static readonly string[] Fields = ["tags", "tag-names", "labels", "annotations"];

    /// <exception cref="RustImageException">RIMG5030: the file can't be read. Others: see <see cref="Parse(string, string)"/>.</exception>
    public static ImageMetadata Read(string path)
    {
        try
        {
            return Parse(ForeignJson.ReadFile(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Messages.MetadataFileUnreadable(path, e.Message).ToException(e);
        }
    }

    /// <param name="source">The path of the file or the name of the variable for messages.</param>
    /// <exception cref="RustImageException">
    /// RIMG5031: the text is not JSON, or has an unknown form. RIMG5032: it has several bake targets. RIMG5034 to RIMG5036: an annotation
    /// or a tag is invalid.
    /// </exception>
    public static ImageMetadata Parse(string json, string source) => Parse(Encoding.UTF8.GetBytes(json), source);

    private static ImageMetadata Parse(ReadOnlySpan<byte> json, string source) =>
        ForeignJson.Read(json, root => Read(root, source), e => Messages.BadMetadata(source, e.Message));

    private static ImageMetadata Read(ForeignJson root, string source)
    {
        var json = root["target"] is { Exists: true } targets ? Target(targets, source)
            : Array.Exists(Fields, f => root[f].Exists) ? root
            : throw root.Refuse("has neither tags, labels, annotations nor a bake target");
        var tags = json["tags"].Texts();
        var labels = json["labels"].TextsByName();
        return new()
        {
            Tags = MetadataTag.ParseAll(tags.Count > 0 ? tags : json["tag-names"].Texts(), source),
            Labels = labels.ContainsKey("") ? throw json["labels"].Refuse("has one without a key") : labels,
            Annotations = [.. json["annotations"].Texts().SelectMany(a => MetadataAnnotation.Parse(a, source))],
        };
    }

    private static ForeignJson Target(ForeignJson targets, string source)
    {
        var all = targets.Members();
        if (targets[DefaultTarget] is { Exists: true } own)
            return own;
        return all.Count switch
        {
            0 => throw targets.Refuse("has no target"),
            1 => all[0].Value,
            _ => throw Messages.SeveralBakeTargets(source, all.Select(t => t.Name)).ToException(),
        };
    }
}
