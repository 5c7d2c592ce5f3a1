namespace RustImage.Closure.Sources;

/// <summary>A root file system that libraries are taken from: the host's, a directory, or unpacked packages.</summary>
/// <remarks>Paths are absolute inside that root and use '/' on every host.</remarks>
public interface ILibrarySource
{
    /// <summary>In words, for messages: "this machine's file system", "the root in 'C:\roots\trixie'".</summary>
    string Description { get; }

    /// <summary>Follows symbolic links inside the root, as the kernel would after chroot.</summary>
    /// <returns>The regular file at the end, or null where there is none.</returns>
    FoundFile? Find(string path);

    /// <summary>The names in a directory, links followed, in ordinal order; empty where there is no such directory.</summary>
    IReadOnlyList<string> List(string directory);

    /// <returns>The package that ships a file, by its <see cref="FoundFile.Path"/>; null where none is known.</returns>
    Package? OwnerOf(string path);

    /// <returns>What the source keeps of a package besides its files; null where it keeps nothing.</returns>
    PackageRecord? RecordOf(Package package) => null;
}

/// <summary>A regular file of a library source.</summary>
/// <param name="Path">Its canonical path in the image: links followed, and /bin, /sbin, /lib* below /usr (usr-merge).</param>
/// <param name="HostPath">Where its bytes lie on this machine.</param>
public sealed record FoundFile(string Path, string HostPath);

/// <summary>A binary package of the distribution that a library source holds.</summary>
/// <param name="Source">The source package that it was built from: its layer's name.</param>
public sealed record Package(string Name, string Version, string Architecture, string Source)
{
    public override string ToString() => $"{Name} {Version}";
}

/// <summary>What the distribution says of a package.</summary>
/// <param name="Paragraph">Its control fields (deb-control(5)), without those of dpkg's own state; ends with a newline.</param>
/// <param name="Checksums">Its files, by their path in the image, with the MD5 sums that dpkg keeps.</param>
/// <param name="Copyright">Its licence, or null where the source left that out.</param>
public sealed record PackageRecord(string Paragraph, IReadOnlyDictionary<string, string> Checksums, FoundFile? Copyright);
