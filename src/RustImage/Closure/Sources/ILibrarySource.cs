namespace RustImage.Closure.Sources;

/// <summary>A root file system that libraries are taken from: the host's, a directory, or unpacked packages.</summary>
/// <remarks>Paths are absolute inside that root and use '/' on every host.</remarks>
internal interface ILibrarySource
{
    /// <summary>Names the source in messages: "this machine's file system", "the root in 'C:\roots\trixie'".</summary>
    string Description { get; }

    /// <summary>Follows symbolic links inside the root, as the kernel does after chroot.</summary>
    /// <returns>The regular file at the end; null where there is none.</returns>
    FoundFile? Find(string path);

    /// <returns>The names in a directory, with links followed, in ordinal order; empty where the directory does not exist.</returns>
    IReadOnlyList<string> List(string directory);

    /// <param name="path">A <see cref="FoundFile.Path"/>.</param>
    /// <returns>The package that ships the file; null where none is known.</returns>
    Package? OwnerOf(string path);

    /// <returns>The source's records of a package; null where it has none.</returns>
    PackageRecord? RecordOf(Package package) => null;
}
