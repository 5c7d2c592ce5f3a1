namespace RustImage.Images;

/// <summary>One of the images of a project with several binaries.</summary>
/// <param name="Binary">The name of the binary in the image.</param>
/// <param name="References">The names of the image.</param>
/// <param name="Archive">The full path of the image's archive.</param>
/// <param name="Layout">The full path of the directory of the image's layout; empty for none.</param>
internal sealed record NamedImage(string Binary, IReadOnlyList<ImageReference> References, string Archive, string Layout = "")
{
    /// <summary>Checks that no image of a project overwrites another.</summary>
    /// <exception cref="RustImageException">
    /// RIMG1012, RIMG1013: two images have the same name, archive or layout. Each such pair of images is reported once.
    /// </exception>
    public static void CheckDistinct(IReadOnlyList<NamedImage> images)
    {
        // Archives whose names differ only by case are the same file on Windows and macOS.
        List<Diagnostic> twice =
        [
            .. Pairs(images, i => i.References.SelectMany(r => r.Names), StringComparer.Ordinal, Messages.NameTakenTwice),
            .. Pairs(images, i => [i.Archive], StringComparer.OrdinalIgnoreCase, Taken("ContainerArchiveOutputPath")),
            .. Pairs([.. images.Where(i => i.Layout.Length > 0)], i => [i.Layout], StringComparer.OrdinalIgnoreCase,
                Taken("RustImageLayoutPath")),
        ];
        if (twice.Count > 0)
            throw new RustImageException(twice);
    }

    private static Func<string, string, string, Diagnostic> Taken(string property) =>
        (path, one, other) => Messages.PathTakenByTwoImages(property, path, one, other);

    private static IEnumerable<Diagnostic> Pairs(
        IReadOnlyList<NamedImage> images,
        Func<NamedImage, IEnumerable<string>> texts,
        IEqualityComparer<string> comparer,
        Func<string, string, string, Diagnostic> message) =>
        images.SelectMany(i => texts(i).Distinct(comparer), (image, text) => (image.Binary, Text: text))
            .GroupBy(i => i.Text, i => i.Binary, comparer).Where(g => g.Count() > 1)
            .DistinctBy(g => (g.First(), g.ElementAt(1)))
            .Select(g => message(g.Key, g.First(), g.ElementAt(1)));
}
