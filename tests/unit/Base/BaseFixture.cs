using RustImage.Base;
using RustImage.Layers;
using RustImage.Registry;
using RustImage.Testing;

namespace RustImage.UnitTests.Base;

/// <summary>A project's directory with a cache and a lock.</summary>
internal sealed class BaseFixture : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string this[string name] => _directory[name];

    public string Cache => _directory["cache"];

    public string Lock => _directory["rustimage.lock.json"];

    public static Platform Amd64 { get; } = Platform.FromRuntimeIdentifier("linux-x64")!;

    public Task<PulledBase> PullAsync(
        string reference, bool locked = false, bool update = false, Platform? platform = null, string level = "balanced",
        CancellationToken cancellation = default) =>
        Pull(locked).RunAsync(
            BaseReference.Parse(reference, _directory.Path), platform ?? Amd64, GzipCompressor.Parse(level), update, cancellation);

    public Task<Diagnostic?> CheckAsync(string reference) => Pull(false).CheckAsync(BaseReference.Parse(reference, _directory.Path));

    /// <summary>The file tree of an image with these layers, read from a layout.</summary>
    public async Task<BaseTree> TreeAsync(params TestLayer[] layers)
    {
        new TestImage(layers).WriteLayout(this["layout"]);
        var image = (await PullAsync("oci:layout")).Image;
        return await BaseTree.OpenAsync(image, Cache);
    }

    /// <summary>All files of the cache, so that tests can look for unfinished ones.</summary>
    public IReadOnlyList<string> CachedFiles(string directory) =>
        Directory.Exists(Path.Combine(Cache, directory))
            ? Directory.GetFiles(Path.Combine(Cache, directory), "*", SearchOption.AllDirectories) : [];

    public void Dispose() => _directory.Dispose();

    private BasePull Pull(bool locked) => new(new BaseSettings(Lock, locked, Path.Combine(Cache, "turns"), Cache, new RegistrySettings
    {
        WorkingDirectory = _directory.Path,
        HomeDirectory = _directory.Path,
        Use = RegistryUse.Pull,
        Environment = _ => null,
        Transfer = new() { Delay = (_, _) => Task.CompletedTask },
    }));
}
