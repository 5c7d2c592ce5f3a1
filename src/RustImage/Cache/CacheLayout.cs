namespace RustImage.Cache;

/// <summary>Names every directory of the cache, once.</summary>
/// <param name="Directory">RustImageCacheDirectory. Each directory is created when it is first written to.</param>
internal sealed record CacheLayout(string Directory)
{
    private const string DebianName = "debian";

    /// <summary>Unfinished blobs, and the directory of the finished ones.</summary>
    public string BlobRoot => Path.Combine(Directory, "blobs");

    /// <summary>Compressed layers, and the manifests and configurations of base images, by their digests.</summary>
    public string Blobs => Path.Combine(BlobRoot, "sha256");

    /// <summary>For each compressor a directory of records: which blob is the compressed form of a tar.</summary>
    public string LayerRecords => Path.Combine(Directory, "layers");

    /// <summary>Unpacked files of base images, by their digests.</summary>
    public string BaseFiles => Path.Combine(Directory, "base", "files");

    /// <summary>The list of each base layer's entries.</summary>
    public string BaseTrees => Path.Combine(Directory, "base", "trees");

    /// <summary>Which blob is the layer of a base image.</summary>
    public string BaseRecords => Path.Combine(Directory, "base", "layers");

    /// <summary>Which repositories of a registry have a blob.</summary>
    public string Registries => Path.Combine(Directory, "registries");

    /// <summary>What comes from Debian's archives.</summary>
    public string Debian => Path.Combine(Directory, DebianName);

    /// <summary>What CleanCache has taken out of the cache and still has to delete.</summary>
    public string Removed => Path.Combine(Directory, "removed");

    /// <summary>The file that builds hold together, and CleanCache alone.</summary>
    public string Lock => Path.Combine(Directory, "in-use.lock");

    /// <param name="debian"><see cref="Debian"/>.</param>
    public static string PackagesIn(string debian) => Path.Combine(debian, "packages");

    /// <inheritdoc cref="PackagesIn"/>
    public static string DownloadsIn(string debian) => Path.Combine(debian, "downloads");
}
