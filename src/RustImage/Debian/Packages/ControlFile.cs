namespace RustImage.Debian.Packages;

/// <summary>A package's control file: one paragraph of fields (deb-control(5), Debian Policy 5.1).</summary>
internal static class ControlFile
{
    private static readonly string[] Required = ["Package", "Version", "Architecture"];

    /// <returns>The text with one newline at its end.</returns>
    /// <exception cref="RustImageException">RIMG7006: it is no paragraph, a field is repeated, or one that must be there is missing.</exception>
    public static string Check(string text, string deb)
    {
        var stanza = text.TrimEnd('\n') + "\n";
        foreach (var line in Lines(stanza))
        {
            if (line.Trim().Length == 0)
                throw Messages.BadControlFile(deb, "an empty line within").ToException();
            if (!IsFolded(line) && line.IndexOf(':', StringComparison.Ordinal) <= 0)
                throw Messages.BadControlFile(deb, $"the line '{line}'").ToException();
        }
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _) in Fields(stanza))
        {
            if (!names.Add(name))
                throw Messages.BadControlFile(deb, $"the field '{name}' twice").ToException();
        }
        if (Required.FirstOrDefault(r => Fields(stanza).All(f => !f.Name.Equals(r, StringComparison.OrdinalIgnoreCase) || f.Value.Length == 0)) is { } missing)
            throw Messages.BadControlFile(deb, $"no field '{missing}'").ToException();
        return stanza;
    }

    /// <summary>Names and texts in order; what precedes the first name is left out.</summary>
    public static IEnumerable<(string Name, string Value)> Fields(string stanza)
    {
        string? name = null;
        var value = "";
        foreach (var line in Lines(stanza))
        {
            if (IsFolded(line))
            {
                value += "\n" + line.TrimEnd();
                continue;
            }
            if (name is not null)
                yield return (name, value);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            name = colon < 0 ? line : line[..colon].TrimEnd();
            value = colon < 0 ? "" : line[(colon + 1)..].Trim();
        }
        if (name is not null)
            yield return (name, value);
    }

    private static bool IsFolded(string line) => line.StartsWith(' ') || line.StartsWith('\t');

    private static string[] Lines(string stanza) => stanza.TrimEnd('\n').Split('\n');
}
