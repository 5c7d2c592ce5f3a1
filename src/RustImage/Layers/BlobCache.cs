using System.Globalization;
using RustImage.Cache;

namespace RustImage.Layers;

/// <summary>A compressed layer in the cache of this machine.</summary>
/// <param name="Size">The number of compressed bytes.</param>
internal sealed record CachedBlob(Digest Digest, long Size, string Path);

/// <summary>
/// Compressed layers of this machine, shared by all projects. <c>blobs/sha256/DIGEST</c> has the bytes;
/// <c>layers/COMPRESSOR/DIFFID</c> names the digest and the size of the compressed form of a tar.
/// </summary>
/// <remarks>A file gets its final name only when it is complete, so builds may share the directory and be killed at any time.</remarks>
/// <param name="directory">RustImageCacheDirectory. Created when it is first written to.</param>
internal sealed class BlobCache(string directory)
{
    private readonly CacheLayout _layout = new(directory);

    /// <param name="compressor">The name of the compressor, such as <see cref="GzipCompressor.Name"/>.</param>
    /// <returns>The compressed form of a tar; null where this machine has not made it yet, or its file is incomplete.</returns>
    public CachedBlob? Find(Digest diffId, string compressor)
    {
        var record = RecordPath(diffId, compressor);
        if (ReadRecord(record) is not { } known || Find(known.Digest, known.Size) is not { } blob)
            return null;
        CacheUse.Mark(record);
        return blob;
    }

    /// <summary>Records that a compressed layer is in use, without looking for it.</summary>
    /// <inheritdoc cref="Find(Digest, string)" path="/param"/>
    public void MarkUsed(Digest diffId, string compressor) => CacheUse.Mark(RecordPath(diffId, compressor));

    /// <returns>Null where the record is missing or damaged.</returns>
    public static (Digest Digest, long Size)? ReadRecord(string path) =>
        File.Exists(path) && File.ReadAllText(path).Split(' ') is [var name, var number]
            && Digest.TryParse(name) is { } digest && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? (digest, size) : null;

    /// <returns>Null where the cache lacks the blob, or its file has another size.</returns>
    public CachedBlob? Find(Digest digest, long size) =>
        new FileInfo(PathOf(digest)) is { Exists: true } file && file.Length == size ? new CachedBlob(digest, size, file.FullName) : null;

    /// <summary>Moves a file of <see cref="NewFile"/> into the cache. The caller has verified its digest.</summary>
    public CachedBlob Take(string file, Digest digest)
    {
        File.Move(file, PathOf(digest), overwrite: true);
        return new CachedBlob(digest, new FileInfo(PathOf(digest)).Length, PathOf(digest));
    }

    /// <summary>Returns the path of a file to write, on the disk of the cache. The caller deletes it in the end.</summary>
    public string NewFile()
    {
        Directory.CreateDirectory(_layout.Blobs);
        return Path.Combine(_layout.BlobRoot, $"{Path.GetRandomFileName()}.tmp");
    }

    /// <summary>Returns how many bytes all builds have written to files of <see cref="NewFile"/> that are not in the cache yet.</summary>
    public long UnfinishedBytes() => new DirectoryInfo(_layout.BlobRoot) is { Exists: true } blobs
        ? blobs.EnumerateFiles("*.tmp").Sum(f => f.Exists ? f.Length : 0) : 0;

    public string PathOf(Digest digest) => Path.Combine(_layout.Blobs, digest.Hex);

    /// <summary>Compresses the tar with this digest, and keeps the result.</summary>
    /// <param name="write">Writes the compressed bytes and returns their digest.</param>
    /// <inheritdoc cref="Find(Digest, string)" path="/param"/>
    public CachedBlob Add(Digest diffId, string compressor, Func<Stream, Digest> write)
    {
        var record = RecordPath(diffId, compressor);
        Directory.CreateDirectory(Path.GetDirectoryName(record)!);
        var temporary = NewFile();
        try
        {
            Digest digest;
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 17))
                digest = write(stream);
            var blob = Take(temporary, digest);
            AtomicFile.WriteText(record, string.Create(CultureInfo.InvariantCulture, $"{blob.Digest} {blob.Size}"));
            return blob;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private string RecordPath(Digest diffId, string compressor) => Path.Combine(_layout.LayerRecords, compressor, diffId.Hex);
}
