using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace RustImage.FunctionalTests.Images;

/// <summary>An image archive as other programs read it: only from its bytes, with each blob checked against its name.</summary>
internal sealed class ImageArchive
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    private ImageArchive(string path)
    {
        using var tar = new TarReader(File.OpenRead(path));
        while (tar.GetNextEntry() is { } entry)
            Assert.True(_files.TryAdd(entry.Name, Bytes(entry)), $"{path} holds {entry.Name} twice");
        foreach (var (name, bytes) in _files.Where(f => f.Key.StartsWith("blobs/", StringComparison.Ordinal)))
            Assert.Equal(name, BlobName("sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes))));
    }

    public JsonNode Descriptor => Assert.Single(Json("index.json")["manifests"]!.AsArray())!;

    public string Digest => (string)Descriptor["digest"]!;

    public JsonNode Manifest => Json(BlobName(Digest));

    public JsonNode Config => Json(BlobName((string)Manifest["config"]!["digest"]!));

    public JsonNode RunConfig => Config["config"]!;

    public IReadOnlyList<string> Names =>
        [.. Assert.Single(Json("manifest.json").AsArray())!["RepoTags"]!.AsArray().Select(t => (string)t!)];

    /// <summary>The layers in the order of their application.</summary>
    public IReadOnlyList<string> LayerDigests => [.. Manifest["layers"]!.AsArray().Select(l => (string)l!["digest"]!)];

    public IEnumerable<ArchivedFile> Files => LayerDigests.SelectMany(LayerFiles);

    public static ImageArchive Read(string path) => new(path);

    public IReadOnlyList<ArchivedFile> LayerFiles(string digest)
    {
        using var gzip = new GZipStream(new MemoryStream(_files[BlobName(digest)]), CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        var files = new List<ArchivedFile>();
        while (tar.GetNextEntry() is { } entry)
            files.Add(ArchivedFile.Of(digest, entry, Bytes(entry)));
        return files;
    }

    /// <returns>The file at an absolute path, without following links.</returns>
    public ArchivedFile Find(string path) => Assert.Single(Files, f => f.Path == path);

    private static string BlobName(string digest) => "blobs/" + digest.Replace(':', '/');

    private static byte[] Bytes(TarEntry entry)
    {
        using var bytes = new MemoryStream();
        entry.DataStream?.CopyTo(bytes);
        return bytes.ToArray();
    }

    private JsonNode Json(string name) => JsonNode.Parse(_files[name])!;
}
