namespace RustImage.Base.Sources;

/// <summary>The files that an image consists of on disk, by their names: those of a directory, or of a tar.</summary>
internal abstract class ImageFiles
{
    /// <param name="name">With '/': "index.json", "blobs/sha256/…".</param>
    /// <returns>Null where there is none.</returns>
    public abstract FileRange? Find(string name);

    /// <summary>Where a blob lies in an OCI layout (image-spec, image-layout.md).</summary>
    public static string BlobName(Digest digest) => $"blobs/sha256/{digest.Hex}";
}

/// <param name="path">A directory.</param>
internal sealed class DirectoryFiles(string path) : ImageFiles
{
    public override FileRange? Find(string name) =>
        new FileInfo(Path.Join([path, .. name.Split('/')])) is { Exists: true } file ? new FileRange(file.FullName, 0, file.Length) : null;
}
