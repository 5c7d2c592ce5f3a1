using RustImage.Formats.Deb822;

namespace RustImage.Debian.Packages;

/// <summary>Checks a package's control file, which is one paragraph of fields (deb-control(5)).</summary>
internal static class ControlFile
{
    private static readonly string[] Required = ["Package", "Version", "Architecture"];

    /// <returns>The text with exactly one newline at its end.</returns>
    /// <exception cref="RustImageException">
    /// RIMG7006: it is not one paragraph, a field is there twice, or a required field is missing or empty.
    /// </exception>
    public static string Check(string text, string deb)
    {
        var paragraph = text.TrimEnd('\n') + "\n";
        foreach (var line in paragraph.TrimEnd('\n').Split('\n'))
        {
            if (line.Trim().Length == 0)
                throw Messages.BadControlFile(deb, "an empty line within").ToException();
            if (line[0] is not (' ' or '\t') && line.IndexOf(':', StringComparison.Ordinal) <= 0)
                throw Messages.BadControlFile(deb, $"the line '{line}'").ToException();
        }
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Deb822Reader.ReadAll(paragraph).SelectMany(p => p))
        {
            if (!values.TryAdd(name, value))
                throw Messages.BadControlFile(deb, $"the field '{name}' twice").ToException();
        }
        if (Array.Find(Required, r => values.GetValueOrDefault(r) is null or "") is { } missing)
            throw Messages.BadControlFile(deb, $"no field '{missing}'").ToException();
        return paragraph;
    }
}
