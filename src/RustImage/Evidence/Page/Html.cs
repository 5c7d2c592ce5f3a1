using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace RustImage.Evidence.Page;

/// <summary>Builds HTML in which texts are always escaped.</summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();

    public static string Escape(string text) => Encoder.Encode(ForeignText.Whole(text));

    /// <summary>Adds a heading with its introduction. <see cref="Raw"/> or tables follow, then <see cref="EndSection"/>.</summary>
    public Html Section(string id, string title, string introduction) =>
        Raw($"<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{Escape(title)}</h2>\n"
            + $"<p class=\"intro\">{Escape(introduction)}</p>\n");

    public Html EndSection() => Raw("</section>\n");

    /// <param name="columns">Titles. A '#' at the start marks a column of numbers.</param>
    /// <param name="rows">Cells as HTML, from <see cref="Escape"/>, <see cref="Code"/> or <see cref="Number"/>.</param>
    public Html Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var numbers = columns.Select(c => c.StartsWith('#') ? " class=\"number\"" : "").ToList();
        var label = Escape(caption);
        Raw($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table>\n"
            + $"<caption>{label}</caption>\n<thead><tr>");
        foreach (var (index, column) in columns.Index())
            Raw($"<th scope=\"col\"{numbers[index]}>{Escape(column.TrimStart('#'))}</th>");
        Raw("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
            Raw("<tr>").Raw(string.Concat(row.Index().Select(c => $"<td{numbers[c.Index]}>{c.Item}</td>"))).Raw("</tr>\n");
        return Raw("</tbody></table></div>\n");
    }

    /// <summary>Makes a cell that shows a text and is sorted by a number.</summary>
    public static string Number(long value, string text) => $"<data value=\"{value}\">{Escape(text)}</data>";

    public static string Code(string text) => $"<code>{Escape(text)}</code>";

    public Html Raw(string html)
    {
        _html.Append(html);
        return this;
    }

    public override string ToString() => _html.ToString();
}
