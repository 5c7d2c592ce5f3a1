namespace RustImage.Base.Sources;

/// <summary>The files that an image consists of, in a directory or a tar.</summary>
internal abstract class ImageFiles
{
    /// <param name="name">A name with slashes: "index.json", "blobs/sha256/…".</param>
    /// <returns>Null where the file is missing.</returns>
    public abstract FileRange? Find(string name);

    /// <summary>The name of a blob in an OCI layout (image-spec, image-layout.md).</summary>
    public static string BlobName(Digest digest) => $"blobs/sha256/{digest.Hex}";
}

/// <summary>The files of an image in a directory.</summary>
internal sealed class DirectoryFiles(string path) : ImageFiles
{
    public override FileRange? Find(string name) =>
        new FileInfo(Path.Join([path, .. name.Split('/')])) is { Exists: true } file ? new FileRange(file.FullName, 0, file.Length) : null;
}
