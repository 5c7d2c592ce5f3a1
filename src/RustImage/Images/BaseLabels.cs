using RustImage.Base;

namespace RustImage.Images;

/// <summary>What tells of the base (image-spec, annotations.md): labels, and annotations of the manifest by the same names.</summary>
public static class BaseLabels
{
    private const string NameSource = "base.name";
    private const string DigestSource = "base.digest";

    internal const string Name = ImageLabels.Prefix + NameSource;
    internal const string Digest = ImageLabels.Prefix + DigestSource;

    /// <summary>With the values of a base, or none: these labels have no property of their own.</summary>
    public static IReadOnlyList<LabelSource> Fill(IEnumerable<LabelSource> sources, BaseImage? image) =>
    [
        .. sources.Select(s => s.Name switch
        {
            NameSource => s with { Value = image?.Name ?? "" },
            DigestSource => s with { Value = image?.Digest.ToString() ?? "" },
            _ => s,
        }),
    ];

    /// <summary>The annotations of these sources, unless the project or its metadata has others.</summary>
    public static Annotations AddTo(Annotations annotations, IEnumerable<LabelSource> sources)
    {
        var manifest = new SortedDictionary<string, string>(annotations.Manifest.ToDictionary(), StringComparer.Ordinal);
        foreach (var source in sources.Where(s => s is { IsGenerated: true, Name: NameSource or DigestSource, Value.Length: > 0 }))
            manifest.TryAdd(ImageLabels.Prefix + source.Name, source.Value);
        return annotations with { Manifest = manifest };
    }
}
