using RustImage.Base;

namespace RustImage.Images;

/// <summary>
/// The labels that name the base image (image-spec, annotations.md), and the annotations of the manifest with the same keys.
/// </summary>
internal static class BaseLabels
{
    private const string NameSource = "base.name";
    private const string DigestSource = "base.digest";

    internal const string Name = ImageLabels.Prefix + NameSource;
    internal const string Digest = ImageLabels.Prefix + DigestSource;

    /// <summary>Sets the values of these labels; empty ones without a base image. No property sets them.</summary>
    public static IReadOnlyList<LabelSource> Fill(IEnumerable<LabelSource> sources, BaseImage? image) =>
    [
        .. sources.Select(s => s.Name switch
        {
            NameSource => s with { Value = image?.Name ?? "" },
            DigestSource => s with { Value = image?.Digest.ToString() ?? "" },
            _ => s,
        }),
    ];

    /// <summary>Adds these labels as annotations, unless the project or its metadata sets the same keys.</summary>
    public static Annotations AddTo(Annotations annotations, IEnumerable<LabelSource> sources)
    {
        var manifest = new SortedDictionary<string, string>(annotations.Manifest.ToDictionary(), StringComparer.Ordinal);
        foreach (var source in sources.Where(s => s is { IsGenerated: true, Name: NameSource or DigestSource, Value.Length: > 0 }))
            manifest.TryAdd(ImageLabels.Prefix + source.Name, source.Value);
        return annotations with { Manifest = manifest };
    }
}
