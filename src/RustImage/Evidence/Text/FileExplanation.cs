using RustImage.Names;

namespace RustImage.Evidence.Text;

/// <summary>Explains why files are in the image: each file that the question names, with every step that leads to it.</summary>
internal static class FileExplanation
{
    /// <summary>The most files that are explained. With more, the question should be narrowed.</summary>
    private const int MaximumMatches = 50;

    private const int MaximumNear = 3;

    /// <param name="question">A part of a path, of a package's name or of a library's SONAME, in any case.</param>
    /// <exception cref="RustImageException">RIMG8101: nothing has that name.</exception>
    public static IEnumerable<string> Lines(ImageReport report, string question)
    {
        var named = report.Files
            .Where(f => f.Type != "directory" && Names(f).Any(n => n.Contains(question, StringComparison.OrdinalIgnoreCase))).ToList();
        if (named.Count == 0)
            throw Messages.NothingToExplain(question, Near(report, question)).ToException();
        // The record of a package explains nothing where its files match, too.
        var matches = named.Exists(f => !f.IsRecord) ? named.FindAll(f => !f.IsRecord) : named;
        var lines = matches.Take(MaximumMatches)
            .SelectMany(f => new TextTree(ReportText.Why(report, f), [.. Facts(report, f).Select(TextTree.Leaf)]).Lines());
        var more = matches.Count - MaximumMatches;
        return more <= 0 ? lines : lines.Append($"and {Sizes.Count(more, "more match")}: ask for a longer name");
    }

    private static IEnumerable<string> Facts(ImageReport report, ReportedFile file)
    {
        var layer = report.Layers[file.Layer];
        yield return file.Target is { } target ? $"{file.Path} -> {target}" : $"{file.Path}, {Sizes.Of(file.Size)}";
        if (file.Chain is not null)
            yield return file.Reason;
        if (report.Packages.FirstOrDefault(p => p.Name == file.Package) is { } package)
            yield return $"package {package.Name} {package.Version}, {ReportText.Licences(package)}";
        yield return $"layer {file.Layer + 1} of {report.Layers.Count}, {layer.Title}, {ReportText.Short(layer.Digest)}";
    }

    private static IEnumerable<string> Names(ReportedFile file) =>
        new[] { file.Path, file.Package, file.Chain?[0].Name }.OfType<string>();

    /// <summary>Names that become the question when at most a third of its letters are changed.</summary>
    private static IReadOnlyList<string> Near(ImageReport report, string question) =>
        [.. report.Files.Where(f => f.Type != "directory")
            .SelectMany(f => Names(f).Select(ImagePath.NameOf)).Distinct(StringComparer.Ordinal)
            .Select(n => (Name: n, Edits: NearestName.CountEdits(Stem(n), question)))
            .Where(n => n.Edits <= Math.Max(1, question.Length / 3))
            .OrderBy(n => n.Edits).ThenBy(n => n.Name, StringComparer.Ordinal).Take(MaximumNear).Select(n => n.Name)];

    /// <summary>The name without its suffixes, as people type it: "libzstd" for "libzstd.so.1".</summary>
    private static string Stem(string name) => name.IndexOf('.', 1) is > 0 and var dot ? name[..dot] : name;
}
