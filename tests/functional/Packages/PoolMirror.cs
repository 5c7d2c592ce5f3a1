using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Packages;

/// <summary>A mirror on loopback without an index. It holds only the pool files in the lock of a project.</summary>
internal sealed class PoolMirror : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public PoolMirror(TestProject project)
    {
        foreach (var package in ProjectLock.Of(project).Packages)
        {
            var file = _directory[package.Path];
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Copy(package.DownloadIn(project.Cache), file);
        }
        Server = new FaultyServer(_directory.Path);
    }

    public FaultyServer Server { get; }

    public void Dispose()
    {
        Server.Dispose();
        _directory.Dispose();
    }
}
