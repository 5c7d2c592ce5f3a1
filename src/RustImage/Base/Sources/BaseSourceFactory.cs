using RustImage.Layers;
using RustImage.Registry;

namespace RustImage.Base.Sources;

/// <summary>Opens the source that a reference names.</summary>
internal static class BaseSourceFactory
{
    /// <exception cref="RustImageException">RIMG5107: the file or directory is missing, or is not an archive.</exception>
    public static IBaseSource Open(
        BaseReference reference, RegistrySettings settings, BlobCache cache, CancellationToken cancellation) => reference switch
        {
            RegistryReference registry => new RegistrySource(registry, settings, cache),
            LocalReference { Transport: BaseTransport.OciDirectory } directory => Directory.Exists(directory.Path)
                ? new LayoutSource(directory, new DirectoryFiles(directory.Path))
                : throw Messages.BadBaseFile(directory.Name, directory.Path, "there is no such directory").ToException(),
            LocalReference file when !File.Exists(file.Path) =>
                throw Messages.BadBaseFile(file.Name, file.Path, "there is no such file").ToException(),
            LocalReference { Transport: BaseTransport.OciArchive } file =>
                new LayoutSource(file, TarFiles.Read(file.Path, file.Name, cancellation)),
            LocalReference file => new DockerArchiveSource(file, TarFiles.Read(file.Path, file.Name, cancellation)),
            _ => throw new ArgumentOutOfRangeException(nameof(reference)),
        };
}
