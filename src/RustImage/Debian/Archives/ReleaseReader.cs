using System.Globalization;
using RustImage.Formats.Deb822;

namespace RustImage.Debian.Archives;

/// <summary>Parses the text of a Release file. Its signature must have been verified before.</summary>
internal static class ReleaseReader
{
    /// <summary>
    /// The largest file that is accepted, in bytes: much more than any index of Debian, so that a mistake does not fill the disk.
    /// </summary>
    private const long LargestFile = 1L << 32;

    private static readonly string[] DateFormats = ["d MMM yyyy HH:mm:ss 'UTC'", "d MMM yyyy HH:mm:ss 'GMT'", "d MMM yyyy HH:mm:ss zzz"];

    /// <param name="origin">Where the text comes from, for messages.</param>
    /// <exception cref="RustImageException">RIMG7019: a field is missing or malformed.</exception>
    public static Release Read(ReadOnlySpan<byte> text, string origin)
    {
        try
        {
            var rest = text;
            Deb822Reader.TryTakeParagraph(ref rest, out var paragraph);
            if (Deb822Reader.TryTakeParagraph(ref rest, out _))
                throw new FormatException("it has a second paragraph");
            return Read(paragraph);
        }
        catch (FormatException e)
        {
            throw Messages.MalformedRelease(origin, e.Message).ToException(e);
        }
    }

    private static Release Read(ReadOnlySpan<byte> paragraph) => new(
        Deb822Reader.Find(paragraph, "Origin"u8) ?? "",
        Deb822Reader.Find(paragraph, "Label"u8) ?? "",
        Deb822Reader.Find(paragraph, "Suite"u8) ?? "",
        Required(Deb822Reader.Find(paragraph, "Codename"u8), "Codename"),
        Date(Required(Deb822Reader.Find(paragraph, "Date"u8), "Date"), "Date"),
        Deb822Reader.Find(paragraph, "Valid-Until"u8) is { } until ? Date(until, "Valid-Until") : null,
        Deb822Reader.Find(paragraph, "Acquire-By-Hash"u8) == "yes",
        Words(Deb822Reader.Find(paragraph, "Architectures"u8)),
        Words(Deb822Reader.Find(paragraph, "Components"u8)),
        Words(Deb822Reader.Find(paragraph, "No-Support-for-Architecture-all"u8)).Contains("Packages"),
        Files(Required(Deb822Reader.Find(paragraph, "SHA256"u8), "SHA256")));

    private static string Required(string? value, string field) =>
        string.IsNullOrEmpty(value) ? throw new FormatException($"it has no {field}") : value;

    private static string[] Words(string? value) => (value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // "Sat, 11 Jul 2026 10:16:37 UTC". The day of the week is ignored.
    private static DateTimeOffset Date(string value, string field) =>
        DateTimeOffset.TryParseExact(
            value[(value.IndexOf(',', StringComparison.Ordinal) + 1)..].Trim(), DateFormats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : throw new FormatException($"its {field} is '{value}'");

    private static Dictionary<string, ListedFile> Files(string section)
    {
        var files = new Dictionary<string, ListedFile>(StringComparer.Ordinal);
        foreach (var line in section.TrimStart('\n').Split('\n'))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var hex, var number, var path]
                || Digest.TryParse($"sha256:{hex}") is not { } digest
                || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size > LargestFile
                || !ArchivePath.IsSound(path) || !files.TryAdd(path, new ListedFile(path, size, digest)))
                throw new FormatException($"its SHA256 lists '{line.Trim()}'");
        }
        return files;
    }
}
