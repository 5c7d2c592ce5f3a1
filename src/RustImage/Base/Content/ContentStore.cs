using System.Text.Json;
using RustImage.Cache;

namespace RustImage.Base.Content;

/// <summary>
/// Stores files of bases by their digests, <c>base/files/DIGEST</c>, and the list of each layer's entries, <c>base/trees/DIFFID</c>.
/// </summary>
/// <remarks>
/// No name of a layer reaches the file system. A file gets its name only when it is whole, so builds may share the directory.
/// </remarks>
/// <param name="cacheDirectory">RustImageCacheDirectory. Created when it is first written to.</param>
internal sealed class ContentStore(string cacheDirectory)
{
    private readonly string _files = new CacheLayout(cacheDirectory).BaseFiles;
    private readonly string _trees = new CacheLayout(cacheDirectory).BaseTrees;

    public string PathOf(Digest content) => Path.Combine(_files, content.Hex);

    /// <returns>Null where this machine has not read the layer yet, or one of its stored files is missing.</returns>
    public LayerIndex? FindIndex(Digest diffId)
    {
        if (ReadIndex(IndexPath(diffId)) is not { } index
            || !index.Entries.All(e => e.Content is not { } content || IsThere(content, e.Size)))
            return null;
        MarkUsed(diffId);
        return index;
    }

    /// <summary>Records that a layer is in use.</summary>
    public void MarkUsed(Digest diffId) => CacheUse.Mark(IndexPath(diffId));

    /// <returns>Null where the list is missing or damaged, or another version wrote it.</returns>
    public static LayerIndex? ReadIndex(string path)
    {
        try
        {
            var index = ForeignJson.TryDeserialize(File.ReadAllBytes(path), LayerIndex.Shape);
            return index?.Format == LayerIndex.CurrentFormat ? index : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void AddIndex(Digest diffId, LayerIndex index) =>
        AtomicFile.WriteIfDifferent(IndexPath(diffId), JsonSerializer.SerializeToUtf8Bytes(index, LayerIndexJson.Default.LayerIndex));

    /// <summary>Stores a file.</summary>
    /// <param name="start">The bytes that the caller has read already.</param>
    /// <param name="read">Reads the rest; returns 0 at the end.</param>
    public Digest Add(ReadOnlySpan<byte> start, Func<Span<byte>, int> read)
    {
        Directory.CreateDirectory(_files);
        var buffer = new byte[1 << 16];
        var temporary = Path.Combine(_files, $"{Path.GetRandomFileName()}.tmp");
        try
        {
            Digest digest;
            long size;
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            using (var hash = new HashingStream(file))
            {
                hash.Write(start);
                while (read(buffer) is var count and > 0)
                    hash.Write(buffer.AsSpan(0, count));
                (digest, size) = (hash.Digest(), hash.Count);
            }
            // Another build may have the file open, and Windows does not replace an open file.
            if (!IsThere(digest, size))
                File.Move(temporary, PathOf(digest), overwrite: true);
            return digest;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private bool IsThere(Digest content, long size) => new FileInfo(PathOf(content)) is { Exists: true } file && file.Length == size;

    private string IndexPath(Digest diffId) => Path.Combine(_trees, $"{diffId.Hex}.json");
}
