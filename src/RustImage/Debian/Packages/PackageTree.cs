using RustImage.Formats.Tar;

namespace RustImage.Debian.Packages;

/// <summary>Collects the files of a package from the entries of its data archive.</summary>
internal sealed class PackageTree(string deb)
{
    /// <summary>The limit of entries. The largest packages have a fraction of it.</summary>
    private const int MostFiles = 1_000_000;

    private readonly SortedDictionary<string, UnpackedFile> _files = new(StringComparer.Ordinal);
    private int _entries;

    /// <param name="store">Stores the content of a regular file, and returns its name in the store and its digest.</param>
    /// <exception cref="RustImageException">
    /// RIMG7005: there are too many entries. RIMG7008: a path is unsafe. RIMG7009: a link leads out of the root, or to a file that does not
    /// exist. RIMG7010: the entry is of a kind that packages do not have. RIMG7011: two entries of different kinds have one path.
    /// </exception>
    public void Add(TarEntry entry, Func<(int Number, Digest Digest)> store)
    {
        if (++_entries > MostFiles)
            throw Messages.PackageTooLarge(deb, $"more than {MostFiles} files").ToException();
        var path = PackagePaths.Absolute(entry.Name, deb);
        switch (entry.Type)
        {
            case '\0' or '7' when entry.Name.EndsWith('/'):
            case '5':
                if (path != "/")
                    Put(new UnpackedFile(path, PackageFileKind.Directory, entry.Mode));
                break;
            case '0' or '\0' or '7':
                var (number, digest) = store();
                Put(new UnpackedFile(path, PackageFileKind.File, entry.Mode, entry.Size, digest, Number: number));
                break;
            case '1':
                Put(Linked(entry) with { Path = path });
                break;
            case '2':
                AddLink(entry, path);
                break;
            default:
                throw Messages.UnsupportedEntry(deb, path, KindOf(entry.Type)).ToException();
        }
    }

    /// <returns>All files, in ordinal order of their paths.</returns>
    /// <exception cref="RustImageException">RIMG7011: a path leads through a file that is not a directory.</exception>
    public IReadOnlyList<UnpackedFile> Files()
    {
        foreach (var path in _files.Keys)
        {
            for (var above = ImagePath.DirectoryOf(path); above != "/"; above = ImagePath.DirectoryOf(above))
            {
                if (_files.TryGetValue(above, out var file) && file.Kind != PackageFileKind.Directory)
                    throw Messages.PathConflict(deb, path, $"leads through '{above}', which is not a directory").ToException();
            }
        }
        return [.. _files.Values];
    }

    private static string KindOf(char type) => type switch
    {
        '3' => "a character device",
        '4' => "a block device",
        '6' => "a FIFO",
        _ => $"an entry of type '{(char.IsControl(type) ? $"0x{(int)type:X2}" : type)}'",
    };

    private void AddLink(TarEntry entry, string path)
    {
        if (PackagePaths.IsMergeLink(entry.Name, entry.Link))
            return;
        if (entry.Link.Length == 0 || path == "/" || entry.Link.Any(char.IsControl) || !PackagePaths.StaysInside(path, entry.Link))
            throw Messages.UnsafeLink(deb, path, entry.Link).ToException();
        Put(new UnpackedFile(path, PackageFileKind.Link, entry.Mode, Target: entry.Link));
    }

    /// <returns>The file that a hard link is another name of. It is before the link in the archive.</returns>
    private UnpackedFile Linked(TarEntry entry) =>
        _files.TryGetValue(PackagePaths.Absolute(entry.Link, deb), out var file) && file.Kind == PackageFileKind.File
            ? file
            : throw Messages.UnsafeLink(deb, entry.Name, entry.Link).ToException();

    /// <summary>A later entry replaces an earlier one of the same kind, as when tar unpacks.</summary>
    private void Put(UnpackedFile file)
    {
        if (file.Path == "/" || (_files.TryGetValue(file.Path, out var other) && other.Kind != file.Kind))
            throw Messages.PathConflict(deb, file.Path, "is there twice, as different kinds of file").ToException();
        _files[file.Path] = file;
    }
}
