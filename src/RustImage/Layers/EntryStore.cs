using System.Text.Json;

namespace RustImage.Layers;

/// <summary>
/// Keeps the entries of all layers in one file, one line of JSON for each. A step that needs only the layers' digests need not read it.
/// </summary>
/// <remarks>Entries are written and read one by one, so memory does not grow with their number.</remarks>
internal static class EntryStore
{
    /// <summary>Writes the entries of all layers, one layer after the other.</summary>
    /// <param name="path">A full path. The file appears only when it is complete.</param>
    /// <returns>The same layers, with their entries in the file; and the digest of the file.</returns>
    public static (IReadOnlyList<Layer> Layers, Digest Digest) Write(string path, IReadOnlyList<Layer> layers)
    {
        var stored = new List<Layer>(layers.Count);
        var digest = AtomicFile.WriteHashed(path, file =>
        {
            foreach (var layer in layers)
            {
                var offset = file.Position;
                stored.Add(layer with { Content = new StoredEntries(path, offset, Write(file, layer.Content.Entries)) });
            }
        });
        return (stored, digest);
    }

    /// <summary>Reads the entries of one layer, one by one.</summary>
    /// <exception cref="RustImageException">RIMG0005: the file is damaged.</exception>
    internal static IEnumerable<LayerEntry> Read(StoredEntries entries)
    {
        using var file = new FileStream(
            entries.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        file.Position = entries.Offset;
        using var lines = new StreamReader(file, bufferSize: 1 << 16);
        for (var i = 0; i < entries.Count; i++)
            yield return Parse(lines.ReadLine(), entries.Path);
    }

    private static int Write(Stream file, IEnumerable<LayerEntry> entries)
    {
        var count = 0;
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Encoder = CanonicalJson.Encoder });
        foreach (var entry in entries)
        {
            JsonSerializer.Serialize(json, EntryLine.Of(entry), EntryJson.Default.EntryLine);
            json.Flush();
            json.Reset();
            file.WriteByte((byte)'\n');
            count++;
        }
        return count;
    }

    private static LayerEntry Parse(string? line, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(line ?? "", EntryJson.Default.EntryLine)?.ToEntry()
                ?? throw Messages.DamagedStep(path).ToException();
        }
        catch (JsonException e)
        {
            throw Messages.DamagedStep(path).ToException(e);
        }
    }
}
