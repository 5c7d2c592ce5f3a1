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
        return Find(digest, size);
    }

    /// <returns>Null where this machine does not have the blob whole.</returns>
    public CachedBlob? Find(Digest digest, long size) =>
        new FileInfo(PathOf(digest)) is { Exists: true } file && file.Length == size ? new CachedBlob(digest, size, file.FullName) : null;

    /// <summary>Takes a file of <see cref="NewFile"/> as it is; who calls has checked its digest.</summary>
    public CachedBlob Take(string file, Digest digest)
    {
        File.Move(file, PathOf(digest), overwrite: true);
        return new CachedBlob(digest, new FileInfo(PathOf(digest)).Length, PathOf(digest));
    }

    /// <summary>The path of a file to write, on the disk of the cache; who calls deletes it in the end.</summary>
    public string NewFile()
    {
        Directory.CreateDirectory(Path.Combine(directory, "blobs", "sha256"));
        return Path.Combine(directory, "blobs", $"{Path.GetRandomFileName()}.tmp");
    }

    /// <summary>Of what all builds write just now.</summary>
    public long UnfinishedBytes() => new DirectoryInfo(Path.Combine(directory, "blobs")) is { Exists: true } blobs
        ? blobs.EnumerateFiles("*.tmp").Sum(f => f.Exists ? f.Length : 0) : 0;

    public string PathOf(Digest digest) => Path.Combine(directory, "blobs", "sha256", digest.Hex);

    /// <param name="write">Writes the compressed bytes and returns their digest.</param>
    public CachedBlob Add(Digest diffId, Func<Stream, Digest> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(RecordPath(diffId))!);
        var temporary = NewFile();
        try
        {
            Digest digest;
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 17))
                digest = write(stream);
            var blob = Take(temporary, digest);
            AtomicFile.WriteText(RecordPath(diffId), string.Create(CultureInfo.InvariantCulture, $"{blob.Digest} {blob.Size}"));
            return blob;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private string RecordPath(Digest diffId) => Path.Combine(directory, "layers", Compressor, diffId.Hex);
}
