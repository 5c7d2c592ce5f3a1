using RustImage.Layers;

namespace RustImage.Base.Content;

/// <summary>Reads the tar of a layer once, to verify its digest, list its entries, and store the files that later steps need.</summary>
internal sealed class LayerReader(ContentStore store)
{
    private const int MostEntries = 4_000_000;

    /// <summary>Gets the entries of a layer from the store. Reads the layer again where the store lacks them or a file.</summary>
    /// <exception cref="RustImageException">RIMG5106: the layer has changed. RIMG5108: it can't be read.</exception>
    public LayerIndex IndexOf(CompressedLayer layer, CancellationToken cancellation)
    {
        if (store.FindIndex(layer.Layer.DiffId) is { } index)
            return index;
        using var file = new FileStream(layer.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan);
        return Read(file, layer.MediaType, layer.Layer.DiffId, $"{layer.Digest}", cancellation).Index;
    }

    /// <summary>Reads a layer, and stores its entries.</summary>
    /// <param name="type">What <see cref="LayerFormat.TypeOf"/> returned.</param>
    /// <param name="diffId">The digest of the tar according to the image's configuration.</param>
    /// <param name="name">The layer's name for messages.</param>
    /// <returns>The entries, and the size of the tar in bytes.</returns>
    /// <exception cref="RustImageException">RIMG5106: the tar has another digest. RIMG5108: it can't be read.</exception>
    public (LayerIndex Index, long Size) Read(Stream file, string? type, Digest diffId, string name, CancellationToken cancellation)
    {
        using var tar = new TarStream(LayerFormat.Unpack(file, type), name, cancellation);
        // This reads to the end of the stream, as the digest includes bytes behind the end of the tar.
        var entries = Read(tar, name);
        if (tar.Digest() != diffId)
            throw Messages.DamagedBase(name, $"unpacks to {tar.Digest()}, and its configuration says {diffId}").ToException();
        var index = new LayerIndex(LayerIndex.CurrentFormat, entries);
        store.AddIndex(diffId, index);
        return (index, tar.Count);
    }

    private List<IndexedEntry> Read(TarStream stream, string name)
    {
        var layer = new EntryIndexer(name);
        var tar = new LayerTarReader(stream, name);
        var entries = new List<IndexedEntry>();
        while (tar.Next() is { } entry)
        {
            if (layer.Read(entry) is { } read)
                entries.Add(read.Kind == EntryKind.File ? read with { Content = Keep(read, tar) } : read);
            if (entries.Count > MostEntries)
                throw Messages.BadBaseLayer(name, $"it has more than {MostEntries} files").ToException();
        }
        return entries;
    }

    private Digest? Keep(IndexedEntry entry, LayerTarReader tar)
    {
        Span<byte> start = stackalloc byte[LayerFormat.StartLength];
        var length = 0;
        while (length < start.Length && tar.Read(start[length..]) is var count and > 0)
            length += count;
        return FileSelection.IsSelected(entry.Path, entry.Size, start[..length]) ? store.Add(start[..length], tar.Read) : null;
    }
}
