using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace RustImage.Evidence.Page;

/// <summary>HTML, in which every text is only ever text.</summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();

    public static string Escape(string text) => Encoder.Encode(ForeignText.Whole(text));

    /// <summary>A heading with its introduction; <see cref="Raw"/> and tables follow, then <see cref="EndSection"/>.</summary>
    public Html Section(string id, string title, string introduction) =>
        Raw($"<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{Escape(title)}</h2>\n<p class=\"intro\">{Escape(introduction)}</p>\n");

    public Html EndSection() => Raw("</section>\n");

    /// <param name="columns">Titles; those that begin with '#' are of numbers.</param>
    /// <param name="rows">Cells as <see cref="Escape"/> and <see cref="Number"/> make them.</param>
    public Html Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var numbers = columns.Select(c => c.StartsWith('#') ? " class=\"number\"" : "").ToList();
        Raw($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Escape(caption)}\"><table>\n<caption>{Escape(caption)}</caption>\n<thead><tr>");
        foreach (var (index, column) in columns.Index())
            Raw($"<th scope=\"col\"{numbers[index]}>{Escape(column.TrimStart('#'))}</th>");
        Raw("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
            Raw("<tr>").Raw(string.Concat(row.Index().Select(c => $"<td{numbers[c.Index]}>{c.Item}</td>"))).Raw("</tr>\n");
        return Raw("</tbody></table></div>\n");
    }

    /// <summary>A cell that is sorted by its number and read as its text.</summary>
    public static string Number(long value, string text) => $"<data value=\"{value}\">{Escape(text)}</data>";

    public static string Code(string text) => $"<code>{Escape(text)}</code>";

    public Html Raw(string html)
    {
        _html.Append(html);
        return this;
    }

    public override string ToString() => _html.ToString();
}
