using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace RustImage.Testing;

/// <summary>An image of hand-made layers, which can be written in every image format.</summary>
internal sealed class TestImage
{
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    public const string IndexType = "application/vnd.oci.image.index.v1+json";
    public const string GzipLayer = "application/vnd.oci.image.layer.v1.tar+gzip";

    private readonly List<byte[]> _tars;
    private readonly List<byte[]> _blobs;

    /// <param name="compress">The compression, or null for gzip.</param>
    public TestImage(
        IEnumerable<TestLayer> layers, Func<byte[], byte[]>? compress = null, string mediaType = GzipLayer, JsonObject? platform = null)
    {
        _tars = [.. layers.Select(l => l.ToTar())];
        _blobs = [.. _tars.Select(compress ?? Gzip)];
        Platform = platform ?? LinuxAmd64();
        var config = (JsonObject)Platform.DeepClone();
        config["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = Texts(_tars.Select(t => $"{Digest.OfBytes(t)}")) };
        config["config"] = new JsonObject { ["Env"] = Texts(["BASE=1"]) };
        Config = Bytes(config);
        Manifest = Bytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = Descriptor("application/vnd.oci.image.config.v1+json", Config),
            ["layers"] = new JsonArray([.. _blobs.Select(b => Descriptor(mediaType, b))]),
        });
    }

    public byte[] Config { get; }

    public byte[] Manifest { get; }

    public JsonObject Platform { get; }

    public Digest Digest => Digest.OfBytes(Manifest);

    /// <summary>The published layers.</summary>
    public IReadOnlyList<byte[]> Blobs => _blobs;

    public IReadOnlyList<byte[]> Tars => _tars;

    public static JsonObject LinuxAmd64() => LinuxOn("amd64");

    public static JsonObject LinuxOn(string architecture, string? variant = null)
    {
        var platform = new JsonObject { ["os"] = "linux", ["architecture"] = architecture };
        if (variant is not null)
            platform["variant"] = variant;
        return platform;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return output.ToArray();
    }

    /// <summary>Creates an index over images with their platforms.</summary>
    public static byte[] Index(params TestImage[] images) => Bytes(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = IndexType,
        ["manifests"] = new JsonArray([.. images.Select(i =>
        {
            var entry = Descriptor(ManifestType, i.Manifest);
            entry["platform"] = i.Platform.DeepClone();
            return entry;
        })]),
    });

    /// <param name="tag">A tag, or null for none.</param>
    public void AddTo(TestRepository repository, string? tag)
    {
        repository.AddBlob(Config);
        foreach (var blob in _blobs)
            repository.AddBlob(blob);
        repository.AddManifest(ManifestType, Manifest, tag);
    }

    public IEnumerable<(string Name, byte[] Bytes)> LayoutFiles(string? name = null)
    {
        var entry = Descriptor(ManifestType, Manifest);
        if (name is not null)
            entry["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = name };
        yield return ("oci-layout", [.. """{"imageLayoutVersion":"1.0.0"}"""u8]);
        yield return ("index.json", Bytes(new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(entry) }));
        foreach (var blob in _blobs.Append(Config).Append(Manifest).DistinctBy(b => Digest.OfBytes(b)))
            yield return ($"blobs/sha256/{Digest.OfBytes(blob).Hex}", blob);
    }

    public void WriteLayout(string directory, string? name = null)
    {
        foreach (var (file, bytes) in LayoutFiles(name))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(directory, file))!);
            File.WriteAllBytes(Path.Combine(directory, file), bytes);
        }
    }

    public void WriteOciArchive(string path) => WriteTar(path, LayoutFiles().Select(f => Regular(f.Name, f.Bytes)));

    /// <summary>The format of docker until 24: a directory for each layer, and a link for a repeated layer.</summary>
    public void WriteDockerArchive(string path, string name = "base:1")
    {
        var manifest = new JsonArray(new JsonObject
        {
            [nameof(Config)] = $"{Digest.OfBytes(Config).Hex}.json",
            ["RepoTags"] = Texts([name]),
            ["Layers"] = Texts(_tars.Select((_, i) => $"layer{i}/layer.tar")),
        });
        var first = _tars.Select(t => _tars.FindIndex(o => o.SequenceEqual(t))).ToList();
        var layers = _tars.Select((t, i) => first[i] == i ? Regular($"layer{i}/layer.tar", t)
            : new UstarTarEntry(TarEntryType.SymbolicLink, $"layer{i}/layer.tar") { LinkName = $"../layer{first[i]}/layer.tar" });
        WriteTar(path,
            layers.Append(Regular($"{Digest.OfBytes(Config).Hex}.json", Config)).Append(Regular("manifest.json", Bytes(manifest))));
    }

    public static JsonObject Descriptor(string mediaType, byte[] bytes) => new()
    {
        ["mediaType"] = mediaType,
        ["digest"] = Digest.OfBytes(bytes).ToString(),
        ["size"] = bytes.Length,
    };

    public static byte[] Bytes(JsonNode json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);

    private static UstarTarEntry Regular(string name, byte[] bytes) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes, writable: false) };

    private static void WriteTar(string path, IEnumerable<TarEntry> entries)
    {
        using var tar = new TarWriter(File.Create(path), TarEntryFormat.Ustar);
        foreach (var entry in entries)
            tar.WriteEntry(entry);
    }
}
