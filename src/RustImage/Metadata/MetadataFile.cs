using System.Text.Json;

namespace RustImage.Metadata;

/// <summary>
/// JSON in the two forms that docker/metadata-action writes: its output (<c>tags</c>, <c>tag-names</c>, <c>labels</c>, <c>annotations</c>), and a bake file
/// (docs.docker.com/build/bake/reference): <c>{"target":{"NAME":{"tags":[…],"labels":{…},"annotations":[…]}}}</c>.
/// </summary>
public static class MetadataFile
{
    /// <summary>The name that docker/metadata-action gives to the target of its bake file.</summary>
    private const string DefaultTarget = "docker-metadata-action";

    /// <exception cref="RustImageException">RIMG5030: the file can't be read; and as <see cref="Parse"/>.</exception>
    public static ImageMetadata Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Messages.MetadataFileUnreadable(path, e.Message).ToException(e);
        }
    }

    /// <param name="source">The file's path or the variable's name, for messages.</param>
    /// <exception cref="RustImageException">
    /// RIMG5031: not JSON, or another form; RIMG5032: several bake targets; RIMG5034 to RIMG5036: an annotation or a tag that is none.
    /// </exception>
    public static ImageMetadata Parse(string json, string source)
    {
        using var document = ParseJson(json, source);
        var root = new MetadataJson(document.RootElement, source);
        if (root.Member("target") is { } targets)
            return Read(Target(targets, source), source);
        if (MetadataJson.Fields.All(f => root.Member(f) is null))
            throw root.Refuse("it has neither tags, labels, annotations nor a bake target");
        return Read(root, source);
    }

    private static JsonDocument ParseJson(string json, string source)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw Messages.BadMetadata(source, $"it is not JSON: {e.Message}").ToException(e);
        }
    }

    private static MetadataJson Target(MetadataJson targets, string source)
    {
        var all = targets.Members().ToList();
        if (all.Find(t => t.Name == DefaultTarget) is { Value: { } own })
            return own;
        return all.Count switch
        {
            0 => throw targets.Refuse("its bake file has no target"),
            1 => all[0].Value,
            _ => throw Messages.SeveralBakeTargets(source, all.Select(t => t.Name)).ToException(),
        };
    }

    private static ImageMetadata Read(MetadataJson json, string source)
    {
        var tags = json.Strings("tags");
        return new()
        {
            Tags = MetadataTag.ParseAll(tags.Count > 0 ? tags : json.Strings("tag-names"), source),
            Labels = json.Map("labels"),
            Annotations = [.. json.Strings("annotations").SelectMany(a => MetadataAnnotation.Parse(a, source))],
        };
    }
}
