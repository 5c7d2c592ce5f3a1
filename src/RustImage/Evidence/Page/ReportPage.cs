using System.Security.Cryptography;
using System.Text;

namespace RustImage.Evidence.Page;

/// <summary>Writes a report as one HTML file that loads nothing else.</summary>
/// <remarks>
/// Its policy (W3C, Content Security Policy Level 3) allows only its own style and script, by their digests. So HTML in a label could do
/// nothing, even if it were not escaped.
/// </remarks>
internal static class ReportPage
{
    /// <summary>Each script uses only those before it.</summary>
    private static readonly string[] Scripts =
        ["format.js", "model.js", "treemap.js", "map.js", "files.js", "search.js", "tables.js", "main.js"];

    public static string Write(ImageReport report)
    {
        var style = Resource("page.css");
        var script = string.Concat(Scripts.Select(Resource));
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["policy"] = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
                + $"style-src {Source(style)}; script-src {Source(script)}",
            ["name"] = Html.Escape(report.Names[0]),
            ["platform"] = Html.Escape(report.Platform),
            ["digest"] = Html.Escape(report.Digest.ToString()),
            ["names"] = string.Concat(report.Names.Skip(1).Select(n => $"<li><code>{Html.Escape(n)}</code></li>")),
            ["numbers"] = ReportSections.Numbers(report),
            ["tables"] = ReportSections.Tables(report),
            ["data"] = ReportJson.WriteForHtml(report),
            ["style"] = style,
            ["script"] = script,
        };
        return Fill(Resource("page.html"), parts);
    }

    /// <summary>
    /// Replaces each name in double braces with its part. One pass, so braces in a part are not replaced.
    /// </summary>
    private static string Fill(string template, Dictionary<string, string> parts)
    {
        var pieces = template.Split("{{");
        return pieces[0] + string.Concat(
            pieces.Skip(1).Select(piece => piece.Split("}}", 2) is [var name, var rest] ? parts[name] + rest : piece));
    }

    private static string Source(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
