using System.Formats.Tar;
using RustImage.Images;

namespace RustImage.Outputs;

/// <summary>
/// Writes a tar that is both an OCI layout (image-spec, image-layout.md) and an archive of <c>docker save</c>. Docker and Podman load it;
/// skopeo reads it as oci-archive: and as docker-archive:.
/// </summary>
/// <param name="path">The archive's path. The file appears only when it is complete.</param>
internal sealed class ArchiveOutput(string path) : IImageOutput<PublishedImage, Digest>
{
    /// <returns>The digest of the archive's bytes.</returns>
    /// <exception cref="RustImageException">RIMG6001: a layer in the cache is damaged.</exception>
    public Task<Digest> WriteAsync(PublishedImage image, CancellationToken cancellation = default) =>
        Task.FromResult(AtomicFile.WriteHashed(path, stream => Write(image, stream, cancellation)));

    private static void Write(PublishedImage image, Stream stream, CancellationToken cancellation)
    {
        var first = image.Images[0];
        using var tar = new TarWriter(stream, TarEntryFormat.Ustar);
        Add(tar, LayoutFiles.VersionName, LayoutFiles.Version);
        Add(tar, LayoutFiles.IndexName, LayoutFiles.Index(image.Root, LayoutName.OfArchive(image.References[0])));
        // An entry for each platform would give all of them one name, and old Docker keeps the last.
        Add(tar, "manifest.json", LayoutFiles.DockerManifest(first.Config.Digest, image.Names, first.Layers.Select(l => l.Digest)));
        foreach (var manifest in image.Manifests)
            Add(tar, LayoutFiles.BlobName(manifest.Digest), manifest.Bytes);
        foreach (var blob in image.Blobs)
        {
            cancellation.ThrowIfCancellationRequested();
            using var bytes = blob.OpenChecked();
            Add(tar, LayoutFiles.BlobName(blob.Digest), bytes);
        }
    }

    private static void Add(TarWriter tar, string name, byte[] bytes) => Add(tar, name, new MemoryStream(bytes, writable: false));

    private static void Add(TarWriter tar, string name, Stream content) => tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
    {
        DataStream = content,
        Mode = (UnixFileMode)0b110_100_100,
        ModificationTime = DateTimeOffset.UnixEpoch,
    });
}
