namespace RustImage.Images;

/// <summary>One of several images that a project makes.</summary>
/// <param name="Binary">The binary in it, by which users know it.</param>
/// <param name="References">What it is called.</param>
/// <param name="Archive">Where it is written, a full path.</param>
/// <param name="Layout">The directory of its image layout, a full path; empty for none.</param>
public sealed record NamedImage(string Binary, IReadOnlyList<ImageReference> References, string Archive, string Layout = "")
{
    /// <summary>Images of one project must not take each other's place.</summary>
    /// <exception cref="RustImageException">RIMG1012, RIMG1013: two have one name, one archive or one layout; each such pair is told once.</exception>
    public static void CheckDistinct(IReadOnlyList<NamedImage> images)
    {
        // A file system that tells case apart is none to rely on.
        List<Diagnostic> twice =
        [
            .. Pairs(images, i => i.References.SelectMany(r => r.Names), StringComparer.Ordinal, Messages.NameTakenTwice),
            .. Pairs(images, i => [i.Archive], StringComparer.OrdinalIgnoreCase, Taken("ContainerArchiveOutputPath")),
            .. Pairs([.. images.Where(i => i.Layout.Length > 0)], i => [i.Layout], StringComparer.OrdinalIgnoreCase, Taken("RustImageLayoutPath")),
        ];
        if (twice.Count > 0)
            throw new RustImageException(twice);
    }

    private static Func<string, string, string, Diagnostic> Taken(string property) =>
        (path, one, other) => Messages.PathTakenByTwoImages(property, path, one, other);

    private static IEnumerable<Diagnostic> Pairs(
        IReadOnlyList<NamedImage> images, Func<NamedImage, IEnumerable<string>> texts, IEqualityComparer<string> comparer, Func<string, string, string, Diagnostic> message) =>
        images.SelectMany(i => texts(i).Distinct(comparer), (image, text) => (image.Binary, Text: text))
            .GroupBy(i => i.Text, i => i.Binary, comparer).Where(g => g.Count() > 1)
            .DistinctBy(g => (g.First(), g.ElementAt(1)))
            .Select(g => message(g.Key, g.First(), g.ElementAt(1)));
}
