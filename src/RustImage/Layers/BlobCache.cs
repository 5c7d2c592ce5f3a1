using System.Globalization;

namespace RustImage.Layers;

/// <param name="Size">In bytes.</param>
public sealed record CachedBlob(Digest Digest, long Size, string Path);

/// <summary>Compressed layers of this machine, shared by all projects: <c>blobs/sha256/DIGEST</c>, and <c>layers/DIFFID</c>, which names digest and size.</summary>
/// <remarks>Files appear under their final name only when whole, so that builds may share the directory and be killed at any time.</remarks>
/// <param name="directory">RustImageCacheDirectory; made when it is first written to.</param>
public sealed class BlobCache(string directory)
{
    /// <summary>A change of the compressor or its level must change this name: what it made before is other bytes.</summary>
    private const string Compressor = "sharpziplib-6";

    /// <returns>The compressed form of a tar, or null where this machine has not made it yet, or does not have it whole.</returns>
    public CachedBlob? Find(Digest diffId)
    {
        var record = RecordPath(diffId);
        if (!File.Exists(record) || File.ReadAllText(record).Split(' ') is not [var name, var number]
            || Digest.TryParse(name) is not { } digest || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            return null;
        var blob = new CachedBlob(digest, size, BlobPath(digest));
        var file = new FileInfo(blob.Path);
        return file.Exists && file.Length == size ? blob : null;
    }

    /// <param name="write">Writes the compressed bytes and returns their digest.</param>
    public CachedBlob Add(Digest diffId, Func<Stream, Digest> write)
    {
        Directory.CreateDirectory(Path.Combine(directory, "blobs", "sha256"));
        Directory.CreateDirectory(Path.GetDirectoryName(RecordPath(diffId))!);
        var temporary = Path.Combine(directory, "blobs", $"{Path.GetRandomFileName()}.tmp");
        try
        {
            Digest digest;
            long size;
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 17))
            {
                digest = write(stream);
                size = stream.Length;
            }
            File.Move(temporary, BlobPath(digest), overwrite: true);
            AtomicFile.WriteText(RecordPath(diffId), string.Create(CultureInfo.InvariantCulture, $"{digest} {size}"));
            return new CachedBlob(digest, size, BlobPath(digest));
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private string BlobPath(Digest digest) => Path.Combine(directory, "blobs", "sha256", digest.Hex);

    private string RecordPath(Digest diffId) => Path.Combine(directory, "layers", Compressor, diffId.Hex);
}
