using System.Text;

namespace RustImage.State;

/// <summary>Reads and writes the list of the files of a set.</summary>
/// <remarks>
/// The first line has the version of the format and a checksum of the rest. The rest has a path, a stamp and a digest for each file,
/// each of them followed by a NUL.
/// </remarks>
internal static class FileSetList
{
    private const string Format = "files 1 ";

    /// <returns>Empty where the list is missing or damaged. Then all files are read again.</returns>
    public static IReadOnlyList<FileRecord> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        var bytes = File.ReadAllBytes(path);
        var end = Array.IndexOf(bytes, (byte)'\n');
        if (end < 0 || Encoding.UTF8.GetString(bytes, 0, end) != Header(bytes.AsSpan(end + 1)))
            return [];
        var texts = Encoding.UTF8.GetString(bytes, end + 1, bytes.Length - end - 1).Split('\0');
        var files = new List<FileRecord>(texts.Length / 3);
        for (var i = 0; i + 2 < texts.Length; i += 3)
            files.Add(new FileRecord("", texts[i], texts[i + 1].Length == 0 ? null : texts[i + 1], Digest.TryParse(texts[i + 2])));
        return files;
    }

    public static void Write(string path, IEnumerable<FileRecord> files)
    {
        var text = new StringBuilder();
        foreach (var file in files)
            text.Append(file.Path).Append('\0').Append(file.Stamp).Append('\0').Append(file.Digest?.ToString()).Append('\0');
        var rest = Encoding.UTF8.GetBytes(text.ToString());
        AtomicFile.WriteIfDifferent(path, [.. Encoding.UTF8.GetBytes(Header(rest) + "\n"), .. rest]);
    }

    private static string Header(ReadOnlySpan<byte> rest) => Format + Digest.OfBytes(rest);
}
