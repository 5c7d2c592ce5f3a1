using System.Formats.Tar;
using RustImage.Images;

namespace RustImage.Outputs;

/// <summary>
/// Writes a tar that is both an OCI layout (image-spec, image-layout.md) and an archive of <c>docker save</c>. Docker and Podman load it;
/// skopeo reads it as oci-archive: and as docker-archive:.
/// </summary>
/// <param name="path">The archive's path. The file appears only when it is complete.</param>
internal sealed class ArchiveOutput(string path) : IImageOutput<CompressedImage, Digest>
{
    /// <returns>The digest of the archive's bytes.</returns>
    /// <exception cref="RustImageException">RIMG6001: a layer in the cache is damaged.</exception>
    public Task<Digest> WriteAsync(CompressedImage image, CancellationToken cancellation = default) =>
        Task.FromResult(AtomicFile.WriteHashed(path, stream => Write(image, stream, cancellation)));

    private static void Write(CompressedImage image, Stream stream, CancellationToken cancellation)
    {
        using var tar = new TarWriter(stream, TarEntryFormat.Ustar);
        Add(tar, LayoutFiles.VersionName, LayoutFiles.Version);
        Add(tar, LayoutFiles.IndexName, LayoutFiles.Index(image.Manifest, LayoutName.OfArchive(image.References[0])));
        Add(tar, "manifest.json", LayoutFiles.DockerManifest(image.Config.Digest, image.Names, image.Layers.Select(l => l.Digest)));
        Add(tar, LayoutFiles.BlobName(image.Manifest.Digest), image.Manifest.Bytes);
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
