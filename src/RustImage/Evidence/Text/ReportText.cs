namespace RustImage.Evidence.Text;

/// <summary>
/// Writes a report for a terminal: layers, their packages and the files of these, each with its size and the chain that leads to it.
/// </summary>
internal static class ReportText
{
    private const int MaximumChanges = 20;

    private const int MaximumLicences = 3;

    public static IEnumerable<string> Lines(ImageReport report) =>
        [
            $"{report.Names[0]}, {report.Platform}, {report.Digest}",
            Summary(report),
            .. new TextTree("", [.. report.Layers.Select((l, i) => Layer(report, l, i))]).Lines().Skip(1),
            .. Difference(report.Difference),
        ];

    /// <returns>A warning with the code RIMG8102; null where no layer replaces a file of another.</returns>
    public static Diagnostic? Waste(ImageReport report) => report.Efficiency is { WastedBytes: > 0 } efficiency
        ? Messages.WastedBytes(
            Sizes.Percent(efficiency.Score), Sizes.Of(efficiency.WastedBytes), efficiency.Wasted.Take(MaximumChanges).Select(w => w.Path))
        : null;

    /// <summary>Sums up bytes, files, packages and layers in one line.</summary>
    internal static string Summary(ImageReport report) =>
        $"{Sizes.Of(report.CompressedSize)} compressed{(report.Compressors is { Length: > 0 } names ? $" ({names})" : "")}, "
        + $"{Sizes.Of(report.Size)} unpacked; "
        + $"{Sizes.Count(report.Layers.Sum(l => l.Files), "file")}, {Sizes.Count(report.Packages.Count, "package")}, "
        + $"{Sizes.Count(report.Layers.Count, "layer")}; efficiency {Sizes.Percent(report.Efficiency.Score)}";

    /// <summary>
    /// The chain of a file, "libzstd.so.1 ← libcrypto.so.3 ← libssl.so.3 ← myapp", with the reason of its last file unless that is the
    /// application; without a chain, the reason alone.
    /// </summary>
    internal static string Why(ImageReport report, ReportedFile file)
    {
        if (file.Chain is not { } chain)
            return file.Reason;
        var names = string.Join(" ← ", chain.Select(c => c.Name));
        var root = report.Files.FirstOrDefault(f => f.Path == chain[^1].Path);
        return root is null || root.Layer == report.Layers.Count - 1 ? names : $"{names} ({root.Reason})";
    }

    private static TextTree Layer(ImageReport report, ReportedLayer layer, int index)
    {
        var sizes = $"{Sizes.Of(layer.Size)}, {Sizes.Of(layer.CompressedSize)} compressed";
        var text = $"{layer.Title}{(layer.IsBase ? " (base)" : "")}  {sizes}, {Short(layer.Digest)}";
        var files = report.Files.Where(f => f.Layer == index).ToList();
        // The paths of its files show a directory, so only empty ones are listed.
        var parents = files.Select(f => ImagePath.DirectoryOf(f.Path)).ToHashSet(StringComparer.Ordinal);
        var shown = files.Where(f => f.Type != "directory" || !parents.Contains(f.Path)).ToLookup(f => f.Package);
        var packages = report.Packages.Where(p => shown.Contains(p.Name)).Select(p => Package(report, p, [.. shown[p.Name]]));
        return new TextTree(text, [.. packages, .. Files(report, [.. shown[null]])]);
    }

    private static TextTree Package(ImageReport report, ReportedPackage package, IReadOnlyList<ReportedFile> files)
    {
        var records = files.Where(f => f.IsRecord).ToList();
        List<TextTree> children = [.. Files(report, [.. files.Except(records)])];
        if (records.Count > 0)
        {
            var size = Sizes.Of(records.Sum(f => f.Size));
            children.Add(TextTree.Leaf($"its record and licence: {Sizes.Count(records.Count, "file")}, {size}"));
        }
        return new TextTree($"{package.Name} {package.Version}  {Sizes.Of(files.Sum(f => f.Size))}, {Licences(package)}", children);
    }

    internal static string Licences(ReportedPackage package) => package.Licences.Count switch
    {
        0 => "licence: see its copyright file",
        <= MaximumLicences => string.Join(", ", package.Licences),
        _ => $"{string.Join(", ", package.Licences.Take(MaximumLicences))} and {package.Licences.Count - MaximumLicences} more",
    };

    /// <summary>The first twelve digits, as engines show digests.</summary>
    internal static string Short(Digest digest) => digest.Hex[..12];

    private static IReadOnlyList<TextTree> Files(ImageReport report, IReadOnlyList<ReportedFile> files)
    {
        var folded = FoldedFiles.Of(files).Where(f => f.Files.Count > 0)
            .Select(f => (Name: Name(f), Size: Size(f.Files), Why: Why(report, f))).ToList();
        var name = folded.Select(f => f.Name.Length).DefaultIfEmpty().Max();
        var size = folded.Select(f => f.Size.Length).DefaultIfEmpty().Max();
        return [.. folded.Select(f => TextTree.Leaf($"{f.Name.PadRight(name)}  {f.Size.PadLeft(size)}  {f.Why}"))];
    }

    /// <summary>The size of the files; empty where there are only links and directories.</summary>
    private static string Size(IReadOnlyList<ReportedFile> files) =>
        files.Any(f => f.Type == "file") ? Sizes.Of(files.Sum(f => f.Size)) : "";

    private static string Name(FoldedFiles folded) => folded switch
    {
        { IsDirectory: true } => $"{folded.Path} ({Sizes.Count(folded.Files.Count, "file")})",
        { Files: [{ Target: { } target }] } => $"{folded.Path} -> {target}",
        _ => folded.Path,
    };

    private static string Why(ImageReport report, FoldedFiles folded) =>
        folded.Files.Select(f => Why(report, f)).Distinct(StringComparer.Ordinal).Take(2).ToList() is [var only]
            ? only : "for several reasons";

    private static IEnumerable<string> Difference(ReportDifference? difference)
    {
        if (difference is null)
            yield break;
        var (compressed, size) = (Sizes.OfDifference(difference.CompressedSize), Sizes.OfDifference(difference.Size));
        yield return $"Since {difference.Name}, {difference.Digest}: {compressed} compressed, {size} unpacked";
        List<string> changes =
        [
            .. difference.Packages.Concat(difference.Settings).Select(c => Change(c.Name, c.Before, c.Now)),
            .. difference.Files.Select(f => Change(f.Path, f.Before is { } b ? Sizes.Of(b) : null, f.Now is { } n ? Sizes.Of(n) : null)),
        ];
        foreach (var change in changes.Take(MaximumChanges))
            yield return "  " + change;
        if (changes.Count > MaximumChanges)
            yield return $"  and {Sizes.Count(changes.Count - MaximumChanges, "more change")}";
    }

    private static string Change(string name, string? before, string? now) => (before, now) switch
    {
        (null, _) => $"+ {name}  {now}",
        (_, null) => $"- {name}  {before}",
        _ when before == now => $"~ {name}  {now}",
        _ => $"~ {name}  {before} → {now}",
    };
}
