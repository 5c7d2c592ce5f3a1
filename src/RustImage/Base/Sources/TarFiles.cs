using System.Formats.Tar;

namespace RustImage.Base.Sources;

/// <summary>The files of an image in a tar. Only the headers are read, and nothing is unpacked.</summary>
internal sealed class TarFiles : ImageFiles
{
    private readonly string _path;
    private readonly Dictionary<string, FileRange> _files = new(StringComparer.Ordinal);

    /// <summary>Links by their names. Docker before 25 wrote a layer that occurs twice in an image as a link.</summary>
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

    private TarFiles(string path) => _path = path;

    /// <param name="name">The base image's name for messages.</param>
    /// <exception cref="RustImageException">RIMG5107: the file is not a tar.</exception>
    public static TarFiles Read(string path, string name, CancellationToken cancellation)
    {
        var files = new TarFiles(path);
        try
        {
            using var file = File.OpenRead(path);
            using var tar = new TarReader(file);
            while (tar.GetNextEntry() is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                files.Add(entry);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or OverflowException)
        {
            throw Messages.BadBaseFile(name, path, $"it is not a tar: {e.Message}").ToException(e);
        }
        return files;
    }

    public override FileRange? Find(string name) => _files.GetValueOrDefault(_links.GetValueOrDefault(name, name));

    private void Add(TarEntry entry)
    {
        var name = ImagePath.Join(ImagePath.Parts(entry.Name))[1..];
        if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)
            _files[name] = new FileRange(_path, entry.DataOffset, entry.Length);
        else if (entry.EntryType == TarEntryType.SymbolicLink)
            _links[name] = LinkedName(name, entry.LinkName);
    }

    private static string LinkedName(string name, string target)
    {
        var parts = ImagePath.Parts(ImagePath.DirectoryOf("/" + name)).ToList();
        foreach (var part in ImagePath.Parts(target))
        {
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
        }
        return string.Join('/', parts);
    }
}
