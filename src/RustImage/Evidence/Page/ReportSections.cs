using RustImage.Evidence.Text;

namespace RustImage.Evidence.Page;

/// <summary>Writes the parts of the page that need no script: the numbers and the tables.</summary>
internal static class ReportSections
{
    /// <summary>Writes the numbers at the top of the page.</summary>
    public static string Numbers(ImageReport report)
    {
        var html = new Html();
        Number("Compressed", Sizes.Of(report.CompressedSize));
        Number("Unpacked", Sizes.Of(report.Size));
        Number("Layers", Sizes.Number(report.Layers.Count));
        Number("Files", Sizes.Number(report.Layers.Sum(l => l.Files)));
        Number("Packages", Sizes.Number(report.Packages.Count));
        Number("Efficiency", Sizes.Percent(report.Efficiency.Score));
        return html.ToString();

        void Number(string name, string value) => html.Raw($"<div><dt>{name}</dt><dd>{Html.Escape(value)}</dd></div>\n");
    }

    public static string Tables(ImageReport report)
    {
        var html = new Html();
        Layers(html, report);
        Packages(html, report);
        Configuration(html, report);
        Difference(html, report.Difference);
        if (report.Efficiency.WastedBytes > 0)
            Waste(html, report.Efficiency);
        return html.ToString();
    }

    private static void Layers(Html html, ImageReport report) => html
        .Section(
            "layers", "Layers",
            "From what changes least to what changes most: images share the layers that are equal."
            + (report.Compressors is { Length: > 0 } names ? $" The compressor of this build is {names}." : ""))
        .Table("Layers, the lowest first", ["#No.", "Layer", "#Files", "#Unpacked", "#Compressed", "Digest"],
            report.Layers.Select((l, i) => (IReadOnlyList<string>)
            [
                Html.Number(i + 1, Sizes.Number(i + 1)), Html.Escape(l.Title) + (l.IsBase ? " <span class=\"tag\">base</span>" : ""),
                Html.Number(l.Files, l.IsBase ? "–" : Sizes.Number(l.Files)), Size(l.Size), Size(l.CompressedSize),
                $"<code class=\"digest\">{l.Digest}</code>",
            ]))
        .EndSection();

    private static void Packages(Html html, ImageReport report)
    {
        if (report.Packages.Count == 0)
            return;
        const string Introduction =
            "The distribution's packages that files of this image come from, with the licences that their copyright files name.";
        html.Section("packages", "Packages", Introduction)
            .Table("Packages", ["Package", "Version", "Source", "Licences", "#Files", "#Size"],
                report.Packages.Select(p => (IReadOnlyList<string>)
                [
                    Html.Escape(p.Name), Html.Code(p.Version), Html.Escape(p.Source), Licences(p),
                    Html.Number(p.Files, Sizes.Number(p.Files)), Size(p.Size),
                ]))
            .EndSection();
    }

    /// <summary>Writes the licences; a long list can be folded.</summary>
    private static string Licences(ReportedPackage package)
    {
        if (package.Licences.Count == 0)
            return Html.Escape("see ") + Html.Code($"/usr/share/doc/{package.Name}/copyright");
        var all = Html.Escape(string.Join(", ", package.Licences));
        return package.Licences.Count <= 3
            ? all : $"<details><summary>{Html.Escape(ReportText.Licences(package))}</summary>{all}</details>";
    }

    private static void Configuration(Html html, ImageReport report)
    {
        html.Section("configuration", "Configuration", "How an engine runs this image, and the labels that describe it.")
            .Table("Configuration", ["Setting", "Value"], ReportSettings.Of(report.Configuration).Select(Pair));
        if (report.Annotations.Count > 0)
            html.Table(
                "Annotations of the manifest", ["Annotation", "Value"],
                report.Annotations.OrderBy(a => a.Key, StringComparer.Ordinal).Select(Pair));
        html.EndSection();
    }

    private static void Difference(Html html, ReportDifference? difference)
    {
        if (difference is null)
        {
            html.Section("difference", "Difference", "No other image of this project has been built here before.").EndSection();
            return;
        }
        var (compressed, size) = (Sizes.OfDifference(difference.CompressedSize), Sizes.OfDifference(difference.Size));
        html.Section(
            "difference", "Difference", $"Since {difference.Name} ({difference.Digest}): {compressed} compressed, {size} unpacked.");
        if (difference.Packages.Count > 0)
            html.Table("Packages that changed", ["Package", "Before", "Now"], difference.Packages.Select(Change));
        if (difference.Settings.Count > 0)
            html.Table("Settings that changed", ["Setting", "Before", "Now"], difference.Settings.Select(Change));
        if (difference.Files.Count > 0)
            html.Table(
                "Files that changed", ["File", "#Before", "#Now"],
                difference.Files.Select(f => (IReadOnlyList<string>)[Html.Code(f.Path), Size(f.Before), Size(f.Now)]));
        html.EndSection();
    }

    private static void Waste(Html html, Efficiency efficiency) => html
        .Section("waste", "Wasted bytes", "Files that a later layer replaces: they are stored and sent, but no container sees them.")
        .Table("Wasted bytes", ["File", "#Layers", "#Wasted"],
            efficiency.Wasted.Select(
                w => (IReadOnlyList<string>)[Html.Code(w.Path), Html.Number(w.Layers, Sizes.Number(w.Layers)), Size(w.Bytes)]))
        .EndSection();

    private static IReadOnlyList<string> Pair(KeyValuePair<string, string> pair) => [Html.Escape(pair.Key), Html.Code(pair.Value)];

    private static IReadOnlyList<string> Change(TextChange change) =>
        [Html.Escape(change.Name), change.Before is { } b ? Html.Code(b) : "–", change.Now is { } n ? Html.Code(n) : "–"];

    private static string Size(long? bytes) => bytes is { } b ? Html.Number(b, Sizes.Of(b)) : Html.Number(-1, "–");
}
