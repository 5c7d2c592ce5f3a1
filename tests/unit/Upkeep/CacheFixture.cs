using RustImage.Cache;
using RustImage.Debian.Packages;
using RustImage.Layers;
using RustImage.Testing;
using RustImage.UnitTests.Base;
using RustImage.Upkeep;

namespace RustImage.UnitTests.Upkeep;

/// <summary>A cache that the stores themselves have filled.</summary>
internal sealed class CacheFixture : IDisposable
{
    public const string Compressor = "rustimage-gzip-1-balanced";

    private readonly BaseFixture _base = new();

    public string Directory => _base.Cache;

    public CacheLayout Layout => new(Directory);

    public BlobCache Blobs => new(Directory);

    public IReadOnlyList<CacheEntry> Entries => CacheContent.Read(Directory);

    public Digest AddLayer(string text)
    {
        var diffId = Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(text));
        Blobs.Add(diffId, Compressor, s =>
        {
            s.Write(System.Text.Encoding.UTF8.GetBytes(text));
            return diffId;
        });
        return diffId;
    }

    /// <summary>Unpacks a package, and keeps its download.</summary>
    /// <returns>The package's digest.</returns>
    public async Task<Digest> AddPackageAsync(string text = "library")
    {
        var deb = new DebBuilder { Control = "Package: sample\nVersion: 1\nArchitecture: amd64\n" }
            .Directory("./").Directory("./lib/").File("./lib/libx.so.1", text).Write(_base["sample.deb"]);
        var digest = Digest.OfFile(deb);
        await Packages.OpenAsync(deb, digest);
        Write(Path.Combine(CacheLayout.DownloadsIn(Layout.Debian), "sha256", digest.Hex), File.ReadAllBytes(deb));
        return digest;
    }

    public PackageStore Packages => new(CacheLayout.PackagesIn(Layout.Debian));

    /// <summary>Pulls a base image from a layout.</summary>
    public async Task PullAsync(params TestLayer[] layers) => await _base.TreeAsync(layers);

    public static string Write(string path, byte[] bytes)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Says that everything in the cache was last used days ago.</summary>
    public void Age(int days)
    {
        var time = DateTime.UtcNow.AddDays(-days);
        foreach (var entry in Entries)
        {
            string[] files = entry.Kind switch
            {
                CacheKind.DebianPackage => [StoreLayout.ContentOf(entry.Paths[0])],
                CacheKind.BaseFiles => [.. entry.Paths],
                _ => [entry.Paths[^1]],
            };
            foreach (var file in files)
                File.SetLastWriteTimeUtc(file, time);
        }
    }

    public Task<CleanedCache> CleanAsync(string age = "", string size = "") => new CacheCleaner(Directory).RunAsync(
        CacheLimits.Parse(age, size), () => { }, TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

    public void Dispose() => _base.Dispose();
}
