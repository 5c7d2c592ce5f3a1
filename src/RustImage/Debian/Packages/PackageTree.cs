using RustImage.Formats.Tar;

namespace RustImage.Debian.Packages;

/// <summary>The files of a package by their paths, as they come.</summary>
internal sealed class PackageTree(string deb)
{
    /// <summary>Several times what the largest packages have.</summary>
    private const int MostFiles = 1_000_000;

    private readonly SortedDictionary<string, UnpackedFile> _files = new(StringComparer.Ordinal);
    private int _entries;

    /// <summary>Adds what an entry of the archive is.</summary>
    /// <param name="store">Keeps a regular file's content, and says what it is called in the store.</param>
    /// <exception cref="RustImageException">
    /// RIMG7005: there are too many entries. RIMG7008: a path may not be. RIMG7009: a link leads where it may not. RIMG7010: the entry
    /// is of a kind that packages don't have. RIMG7011: a path is two things.
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
    /// <exception cref="RustImageException">RIMG7011: a path leads through something that is no directory.</exception>
    public IReadOnlyList<UnpackedFile> Files()
    {
        foreach (var path in _files.Keys)
        {
            for (var above = ImagePath.DirectoryOf(path); above != "/"; above = ImagePath.DirectoryOf(above))
            {
                if (_files.TryGetValue(above, out var file) && file.Kind != PackageFileKind.Directory)
                    throw Messages.PathConflict(deb, path, $"leads through '{above}', which is no directory").ToException();
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

    /// <summary>The file that a hard link is another name of; archives have it before.</summary>
    private UnpackedFile Linked(TarEntry entry) =>
        _files.TryGetValue(PackagePaths.Absolute(entry.Link, deb), out var file) && file.Kind == PackageFileKind.File
            ? file
            : throw Messages.UnsafeLink(deb, entry.Name, entry.Link).ToException();

    /// <summary>Of two of a kind the later one counts, as when tar unpacks.</summary>
    private void Put(UnpackedFile file)
    {
        if (file.Path == "/" || (_files.TryGetValue(file.Path, out var other) && other.Kind != file.Kind))
            throw Messages.PathConflict(deb, file.Path, "is there twice, as different kinds of file").ToException();
        _files[file.Path] = file;
    }
}
