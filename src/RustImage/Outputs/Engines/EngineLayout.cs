using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>An OCI layout (image-spec, image-layout.md) that lacks the layers which the engine has, in a directory that goes with it.</summary>
internal sealed class EngineLayout : IDisposable
{
    private readonly DirectoryInfo _parent;

    /// <param name="parent">An existing directory.</param>
    private EngineLayout(DirectoryInfo parent) => _parent = parent;

    /// <summary>Where the layout lies; also the place for the engine's own temporary files.</summary>
    public string Parent => _parent.FullName;

    /// <summary>The layout's directory below <see cref="Parent"/>: what podman makes a name of, so of small letters.</summary>
    public string Name { get; } = $"rustimage-{Guid.NewGuid():n}";

    /// <param name="leftOut">Layers that the engine has.</param>
    /// <exception cref="RustImageException">RIMG4006: a file of a layer has changed.</exception>
    public static EngineLayout Create(Image image, IReadOnlySet<Digest> leftOut, CancellationToken cancellation)
    {
        var layout = new EngineLayout(CreateParent(Path.Combine(TemporaryRoot, Path.GetRandomFileName())));
        try
        {
            layout.Write(image, leftOut, cancellation);
            return layout;
        }
        catch
        {
            layout.Dispose();
            throw;
        }
    }

    public void Dispose() => _parent.Delete(recursive: true);

    /// <summary>/tmp may lie in memory, and layers are large: podman's own choice, too.</summary>
    private static string TemporaryRoot =>
        Environment.GetEnvironmentVariable("TMPDIR") is null or "" && Directory.Exists("/var/tmp") ? "/var/tmp" : Path.GetTempPath();

    /// <remarks>For this user only: the application's files may be.</remarks>
    private static DirectoryInfo CreateParent(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private void Write(Image image, IReadOnlySet<Digest> leftOut, CancellationToken cancellation)
    {
        var manifest = new Blob(ImageManifest.MediaType, ImageManifest.WriteUncompressed(image.Config, image.Layers));
        foreach (var layer in image.Layers.DistinctBy(l => l.DiffId).Where(l => !leftOut.Contains(l.DiffId)))
            Add(LayoutFiles.BlobName(layer.DiffId), file => layer.WriteTar(file, cancellation));
        Add(LayoutFiles.BlobName(image.Config.Digest), file => file.Write(image.Config.Bytes));
        Add(LayoutFiles.BlobName(manifest.Digest), file => file.Write(manifest.Bytes));
        Add(LayoutFiles.VersionName, file => file.Write(LayoutFiles.Version));
        Add(LayoutFiles.IndexName, file => file.Write(LayoutFiles.Index(manifest)));
    }

    private void Add(string name, Action<Stream> write)
    {
        var path = Path.Combine(Parent, Name, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        write(file);
    }
}
