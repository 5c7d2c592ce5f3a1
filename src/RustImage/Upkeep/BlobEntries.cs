using RustImage.Base.Content;
using RustImage.Cache;
using RustImage.Layers;

namespace RustImage.Upkeep;

/// <summary>Reads which blobs are in the cache: compressed layers, and the layers and manifests of base images.</summary>
internal static class BlobEntries
{
    private sealed record Note(FileInfo File, Digest Blob, CacheKind Kind);

    /// <summary>A blob and its records are one thing. The records carry the time of the last use.</summary>
    public static IEnumerable<CacheEntry> Read(CacheLayout layout)
    {
        var notes = ReadNotes(layout).ToLookup(n => n.Blob.Hex);
        var blobs = CacheFiles.Named(layout.Blobs).ToDictionary(b => b.Name);
        foreach (var blob in blobs.Values)
        {
            var own = notes[blob.Name].ToList();
            var kind = own.Count == 0 ? CacheKind.BaseManifest
                : own.Exists(n => n.Kind == CacheKind.BaseLayer) ? CacheKind.BaseLayer : CacheKind.CompressedLayer;
            yield return Create(kind, [blob, .. own.Select(n => n.File)], own.Count == 0 ? [blob] : own.Select(n => n.File));
        }
        // What a removed blob has left.
        foreach (var note in notes.SelectMany(n => n).Where(n => !blobs.ContainsKey(n.Blob.Hex)))
            yield return Create(note.Kind, [note.File], [note.File]);
    }

    private static CacheEntry Create(CacheKind kind, IReadOnlyList<FileInfo> files, IEnumerable<FileInfo> used) => new(
        kind, files.Sum(CacheFiles.SizeOf), used.Max(f => f.LastWriteTimeUtc), [.. files.Select(f => f.FullName)]);

    private static IEnumerable<Note> ReadNotes(CacheLayout layout)
    {
        foreach (var file in CacheFiles.Directories(layout.LayerRecords).SelectMany(d => CacheFiles.Named(d.FullName)))
        {
            if (BlobCache.ReadRecord(file.FullName) is { } record)
                yield return new Note(file, record.Digest, CacheKind.CompressedLayer);
        }
        foreach (var file in CacheFiles.Named(layout.BaseRecords))
        {
            if (LayerStore.ReadRecord(file.FullName) is { } record)
                yield return new Note(file, record.Digest, CacheKind.BaseLayer);
        }
    }
}
