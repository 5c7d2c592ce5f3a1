using System.Formats.Tar;
using RustImage.Images;
using RustImage.Layers;

namespace RustImage.Outputs;

/// <summary>
/// One tar that is an OCI layout (image-spec, image-layout.md) and an archive of <c>docker save</c> at once:
/// docker and podman load it, skopeo reads it as oci-archive: and as docker-archive:.
/// </summary>
public static class ImageArchive
{
    /// <summary>Writes the archive; under its name only when it is whole.</summary>
    /// <exception cref="RustImageException">RIMG6001: a cached layer has other bytes than its digest says.</exception>
    public static void Write(ContainerImage image, string path) => AtomicFile.Write(path, stream =>
    {
        using var tar = new TarWriter(stream, TarEntryFormat.Ustar);
        Add(tar, "oci-layout", ArchiveIndex.LayoutVersion);
        Add(tar, "index.json", ArchiveIndex.Oci(image.Manifest, image.References[0].FullName));
        Add(tar, "manifest.json", ArchiveIndex.Docker(image.Config.Digest, image.Names, image.Layers.Select(l => l.Digest)));
        Add(tar, BlobName(image.Manifest.Digest), image.Manifest.Bytes);
        Add(tar, BlobName(image.Config.Digest), image.Config.Bytes);
        foreach (var layer in image.Layers.DistinctBy(l => l.Digest))
            AddLayer(tar, layer);
    });

    /// <summary>Where a blob lies in an OCI layout.</summary>
    internal static string BlobName(Digest digest) => "blobs/sha256/" + digest.Hex;

    private static void AddLayer(TarWriter tar, BuiltLayer layer)
    {
        using var file = File.OpenRead(layer.Path);
        if (Digest.OfStream(file) != layer.Digest)
            throw Messages.CachedLayerCorrupt(layer.Path).ToException();
        file.Position = 0;
        Add(tar, BlobName(layer.Digest), file);
    }

    private static void Add(TarWriter tar, string name, byte[] bytes) => Add(tar, name, new MemoryStream(bytes, writable: false));

    private static void Add(TarWriter tar, string name, Stream content) => tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
    {
        DataStream = content,
        Mode = (UnixFileMode)0b110_100_100,
        ModificationTime = DateTimeOffset.UnixEpoch,
    });
}
