using System.Globalization;
using System.Text;

namespace RustImage.Tasks;

/// <summary>Writes text in the form in which MSBuild keeps it, so that it gives a task exactly this text.</summary>
internal static class Escaping
{
    private const string Special = "%$@();'";
    private const string Wildcards = "*?";

    /// <summary>For a property or metadata. MSBuild trims the parts of a list, so spaces at the ends are escaped, too.</summary>
    public static string Value(string text) => Escape(text, Special + Wildcards);

    /// <summary>For the text of an item. On Linux, MSBuild would turn its backslashes into slashes.</summary>
    public static string Item(string text) => Escape(text, Special + Wildcards + '\\');

    /// <summary>For the path of a file, whose wildcards MSBuild expands.</summary>
    public static string Pattern(string text) => Escape(text, Special);

    private static string Escape(string text, string special)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isEdge = i == 0 || i == text.Length - 1;
            if (special.Contains(text[i]) || (isEdge && text[i] <= ' '))
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)text[i]:X2}");
            else
                escaped.Append(text[i]);
        }
        return escaped.ToString();
    }
}
