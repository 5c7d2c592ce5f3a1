using System.Text.Json;
using System.Text.Json.Serialization;
using RustImage.Base.Sources;
using RustImage.Debian.Downloads;
using RustImage.Http;
using RustImage.Layers;
using RustImage.Registry;

namespace RustImage.Base.Content;

/// <summary>The layers of bases that this machine has, whole and read: the bytes among the other blobs, and <c>base/layers/DIGEST</c>, which says what they are.</summary>
internal sealed class LayerStore(string cacheDirectory)
{
    internal static readonly JsonShape<BaseLayer> Shape = new(BaseLayerJson.Default);

    private readonly BlobCache _blobs = new(cacheDirectory);
    private readonly LayerReader _reader = new(new ContentStore(cacheDirectory));
    private readonly string _records = Path.Combine(cacheDirectory, "base", "layers");

    /// <param name="digest">As the layer's source has it.</param>
    /// <returns>Null where it is not there, or not whole.</returns>
    public BaseLayer? Find(Digest digest)
    {
        try
        {
            var layer = ForeignJson.TryDeserialize(File.ReadAllBytes(RecordPath(digest)), Shape);
            return layer is not null && _blobs.Find(layer.Digest, layer.Size) is { } blob ? layer with { Path = blob.Path } : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A layer, copied from its source and read where it is not there. Builds that want the same one take turns.</summary>
    /// <param name="layer">As its source has it: one that is not compressed is, once, and has another digest then.</param>
    /// <param name="diffId">What the configuration says that its tar has.</param>
    /// <exception cref="RustImageException">RIMG5106: the layer has other bytes than were said. RIMG5108: it can't be read. And those of the source.</exception>
    public async Task<BaseLayer> GetAsync(IBaseSource source, Descriptor layer, Digest diffId, Action<long>? onBytes, CancellationToken cancellation)
    {
        if (Find(layer.Digest) is { } known)
            return Checked(known, diffId);
        using var turn = await TakeTurnAsync(layer.Digest, cancellation).ConfigureAwait(false);
        return Find(layer.Digest) is { } other ? Checked(other, diffId)
            : await AddAsync(source, layer, diffId, onBytes, cancellation).ConfigureAwait(false);
    }

    private async Task<BaseLayer> AddAsync(IBaseSource source, Descriptor layer, Digest diffId, Action<long>? onBytes, CancellationToken cancellation)
    {
        var temporary = _blobs.NewFile();
        try
        {
            BaseLayer added;
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 17))
            {
                await source.CopyAsync(layer, file, onBytes, cancellation).ConfigureAwait(false);
                file.Position = 0;
                var type = LayerFormat.Detect(file);
                var (_, size) = _reader.Read(file, type, diffId, $"{layer.Digest}", cancellation);
                added = type is null ? Compress(file, diffId, cancellation) : new BaseLayer(type, layer.Digest, layer.Size, diffId, size, _blobs.PathOf(layer.Digest));
            }
            if (added.Digest == layer.Digest)
                _blobs.Take(temporary, layer.Digest);
            // Where the cache lies is no matter of the record's.
            AtomicFile.Write(RecordPath(layer.Digest), s => JsonSerializer.Serialize(s, added with { Path = "" }, BaseLayerJson.Default.BaseLayer));
            return added;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private BaseLayer Compress(FileStream tar, Digest diffId, CancellationToken cancellation)
    {
        var blob = _blobs.Find(diffId) ?? _blobs.Add(diffId, file =>
        {
            using var compressed = new HashingStream(file, cancellation);
            tar.Position = 0;
            using (var gzip = Gzip.Compressor(compressed))
                tar.CopyTo(gzip);
            return compressed.Digest();
        });
        return new BaseLayer(LayerFormat.Gzip, blob.Digest, blob.Size, diffId, tar.Length, blob.Path);
    }

    private static BaseLayer Checked(BaseLayer layer, Digest diffId) => layer.DiffId == diffId ? layer
        : throw Messages.DamagedBase($"{layer.Digest}", $"unpacks to {layer.DiffId}, and its configuration says {diffId}").ToException();

    private Task<FileLock> TakeTurnAsync(Digest digest, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_records);
        return FileLock.TakeAsync(Path.Combine(_records, $"{digest.Hex}.lock"), _blobs.UnfinishedBytes, $"layer {digest}", new TransferOptions(), cancellation);
    }

    private string RecordPath(Digest digest) => Path.Combine(_records, digest.Hex);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BaseLayer))]
internal sealed partial class BaseLayerJson : JsonSerializerContext;
