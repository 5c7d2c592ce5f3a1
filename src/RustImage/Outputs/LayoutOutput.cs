using RustImage.Images;

namespace RustImage.Outputs;

/// <summary>
/// Writes an image to a directory as an OCI image layout (image-spec, image-layout.md), with an index entry for each tag.
/// </summary>
/// <param name="directory">The directory, which belongs to the image: blobs of earlier images in it are removed.</param>
internal sealed class LayoutOutput(string directory) : IImageOutput<PublishedImage, IReadOnlyList<FileDigest>>
{
    /// <summary>The directories of the layout.</summary>
    public IReadOnlyList<string> Directories => [directory, Path.GetDirectoryName(Blobs)!, Blobs];

    private string Blobs => Path.Combine(directory, LayoutFiles.BlobDirectory);

    /// <summary>Writes the index last: until then a reader finds the image that was there before, whole.</summary>
    /// <returns>The files of the layout.</returns>
    /// <exception cref="RustImageException">
    /// RIMG6001: a cached layer has other bytes than its digest says. RIMG6002: the directory holds something else than an image layout.
    /// </exception>
    public Task<IReadOnlyList<FileDigest>> WriteAsync(PublishedImage image, CancellationToken cancellation = default)
    {
        CheckDirectory();
        List<FileDigest> files = [Write(LayoutFiles.VersionName, LayoutFiles.Version)];
        foreach (var blob in image.Manifests.Select(m => ImageBlob.Of(m, "manifest")).Concat(image.Blobs))
        {
            cancellation.ThrowIfCancellationRequested();
            files.Add(Write(blob));
        }
        files.Add(Write(LayoutFiles.IndexName, LayoutFiles.Index(image.Root, LayoutName.OfTags(image.References))));
        RemoveOtherBlobs(files);
        return Task.FromResult<IReadOnlyList<FileDigest>>(files);
    }

    /// <summary>Refuses a directory of other files, since a wrong path must not destroy anything.</summary>
    private void CheckDirectory()
    {
        if (Directory.Exists(directory) && !File.Exists(Path.Combine(directory, LayoutFiles.VersionName))
            && Directory.EnumerateFileSystemEntries(directory).FirstOrDefault() is { } other)
            throw Messages.NoImageLayout(directory, Path.GetFileName(other)).ToException();
    }

    private FileDigest Write(string name, byte[] bytes)
    {
        var path = Path.Combine(directory, name);
        AtomicFile.WriteIfDifferent(path, bytes);
        return new FileDigest(path, Digest.OfBytes(bytes));
    }

    private FileDigest Write(ImageBlob blob)
    {
        var path = Path.Combine(Blobs, blob.Digest.Hex);
        if (!File.Exists(path) || new FileInfo(path).Length != blob.Size || Digest.OfFile(path) != blob.Digest)
        {
            using var bytes = blob.OpenChecked();
            AtomicFile.Write(path, bytes.CopyTo);
        }
        return new FileDigest(path, blob.Digest);
    }

    private void RemoveOtherBlobs(IEnumerable<FileDigest> files)
    {
        var wanted = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Blobs).Where(f => !wanted.Contains(f) && IsBlob(AtomicFile.TargetOf(f) ?? f)))
            File.Delete(file);
    }

    private static bool IsBlob(string path) => Path.GetFileName(path) is { Length: 64 } name && name.All(char.IsAsciiHexDigitLower);
}

/// <param name="Path">A full path.</param>
/// <param name="Digest">The digest of its bytes.</param>
internal sealed record FileDigest(string Path, Digest Digest);
