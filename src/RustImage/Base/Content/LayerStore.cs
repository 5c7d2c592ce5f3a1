using System.Text.Json;
using RustImage.Base.Sources;
using RustImage.Cache;
using RustImage.Debian.Downloads;
using RustImage.Http;
using RustImage.Layers;
using RustImage.Registry;

namespace RustImage.Base.Content;

/// <summary>
/// The layers of base images on this machine. Their bytes are among the other blobs of the cache; <c>base/layers/DIGEST</c> has a record
/// of each.
/// </summary>
internal sealed class LayerStore(string cacheDirectory, GzipCompressor gzip)
{
    internal static readonly JsonShape<StoredLayer> Shape = new(StoredLayerJson.Default);

    private readonly BlobCache _blobs = new(cacheDirectory);
    private readonly ContentStore _files = new(cacheDirectory);
    private readonly LayerReader _reader = new(new ContentStore(cacheDirectory));
    private readonly string _records = new CacheLayout(cacheDirectory).BaseRecords;

    /// <param name="digest">The digest that the layer has at its source.</param>
    /// <returns>Null where the layer is missing or incomplete.</returns>
    public StoredLayer? Find(Digest digest)
    {
        if (ReadRecord(RecordPath(digest)) is not { } layer)
            return null;
        // A layer that was published uncompressed has another digest with each compressor.
        var isKept = layer.Digest == digest;
        if ((isKept ? _blobs.Find(digest, layer.Size) : _blobs.Find(layer.DiffId, gzip.Name)) is not { } blob)
            return null;
        CacheUse.Mark(RecordPath(digest));
        _files.MarkUsed(layer.DiffId);
        return layer with { Digest = blob.Digest, Size = blob.Size, Path = blob.Path, Compressor = isKept ? null : gzip.Name };
    }

    /// <returns>Null where the record is missing or damaged.</returns>
    public static StoredLayer? ReadRecord(string path)
    {
        try
        {
            return ForeignJson.TryDeserialize(File.ReadAllBytes(path), Shape);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Copies a layer from its source and reads it, unless the store has it. Builds that need the same layer take turns.</summary>
    /// <param name="layer">
    /// The layer at its source. The store compresses a layer that is not compressed, which gives it another digest.
    /// </param>
    /// <param name="diffId">The digest of the layer's tar according to the image's configuration.</param>
    /// <exception cref="RustImageException">
    /// RIMG5106: the layer has another digest. RIMG5108: it can't be read. Also the errors of <see cref="IBaseSource.CopyAsync"/>.
    /// </exception>
    public async Task<StoredLayer> GetAsync(
        IBaseSource source, Descriptor layer, Digest diffId, Action<long>? onBytes, CancellationToken cancellation)
    {
        if (Find(layer.Digest) is { } known)
            return Check(known, diffId);
        using var turn = await TakeTurnAsync(layer.Digest, cancellation).ConfigureAwait(false);
        return Find(layer.Digest) is { } other ? Check(other, diffId)
            : await AddAsync(source, layer, diffId, onBytes, cancellation).ConfigureAwait(false);
    }

    private async Task<StoredLayer> AddAsync(
        IBaseSource source, Descriptor layer, Digest diffId, Action<long>? onBytes, CancellationToken cancellation)
    {
        var temporary = _blobs.NewFile();
        try
        {
            StoredLayer added;
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 17))
            {
                await source.CopyAsync(layer, file, onBytes, cancellation).ConfigureAwait(false);
                file.Position = 0;
                var type = LayerFormat.Detect(file);
                var (_, size) = _reader.Read(file, type, diffId, $"{layer.Digest}", cancellation);
                added = type is null ? Compress(file, diffId, cancellation)
                    : new StoredLayer(type, layer.Digest, layer.Size, diffId, size, _blobs.PathOf(layer.Digest));
            }
            if (added.Digest == layer.Digest)
                _blobs.Take(temporary, layer.Digest);
            // The record must stay valid where the cache is moved.
            var record = added with { Path = "" };
            AtomicFile.Write(RecordPath(layer.Digest), s => JsonSerializer.Serialize(s, record, StoredLayerJson.Default.StoredLayer));
            return added;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private StoredLayer Compress(FileStream tar, Digest diffId, CancellationToken cancellation)
    {
        tar.Position = 0;
        var blob = _blobs.Find(diffId, gzip.Name)
            ?? _blobs.Add(diffId, gzip.Name, file => gzip.Compress(output => tar.CopyTo(output), file, cancellation));
        return new StoredLayer(LayerFormat.Gzip, blob.Digest, blob.Size, diffId, tar.Length, blob.Path) { Compressor = gzip.Name };
    }

    private static StoredLayer Check(StoredLayer layer, Digest diffId) => layer.DiffId == diffId ? layer
        : throw Messages.DamagedBase($"{layer.Digest}", $"unpacks to {layer.DiffId}, and its configuration says {diffId}").ToException();

    private Task<InterprocessLock> TakeTurnAsync(Digest digest, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_records);
        return InterprocessLock.TakeAsync(
            Path.Combine(_records, $"{digest.Hex}.lock"), _blobs.UnfinishedBytes, $"layer {digest}", new TransferOptions(), cancellation);
    }

    private string RecordPath(Digest digest) => Path.Combine(_records, digest.Hex);
}
