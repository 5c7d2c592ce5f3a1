using RustImage.Formats.Tar;

namespace RustImage.Base.Content;

/// <summary>What the entries of a layer's tar say (image-spec, layer.md).</summary>
/// <param name="layer">For messages.</param>
internal sealed class LayerEntries(string layer)
{
    /// <summary>Names that begin so are no files (layer.md, "Whiteouts").</summary>
    private const string Whiteout = ".wh.";

    private const string Opaque = ".wh..wh..opq";

    /// <summary>AUFS's own, which some old layers have: they hide nothing.</summary>
    private const string Internal = ".wh..wh.";

    /// <returns>Null for what is no name in the file system.</returns>
    /// <exception cref="RustImageException">RIMG5108: it leads out of the image, or is of a kind that layers don't have.</exception>
    public IndexedEntry? Read(TarEntry entry)
    {
        // A global header is about all entries, and says nothing that matters here.
        if (entry.Type == 'g')
            return null;
        var path = Absolute(entry.Name);
        var name = ImagePath.NameOf(path);
        if (name.StartsWith(Whiteout, StringComparison.Ordinal))
            return ReadWhiteout(ImagePath.DirectoryOf(path), name);
        return entry.Type switch
        {
            '5' => Directory(path, entry),
            '\0' when entry.Name.EndsWith('/') => Directory(path, entry),
            '0' or '\0' or '7' => new(path, EntryKind.File, entry.Size),
            '1' => new(path, EntryKind.HardLink, Target: Absolute(entry.Link)),
            '2' => new(path, EntryKind.Link, Target: entry.Link),
            '3' or '4' or '6' => new(path, EntryKind.Special),
            'S' => throw Messages.BadBaseLayer(layer, $"'{path}' is a sparse file, which layers must not have").ToException(),
            _ => throw Messages.BadBaseLayer(layer, $"'{path}' is an entry of type '{(char.IsControl(entry.Type) ? $"0x{(int)entry.Type:X2}" : entry.Type)}'").ToException(),
        };
    }

    private static IndexedEntry Directory(string path, TarEntry entry) =>
        new(path, EntryKind.Directory) { Owner = new(entry.Mode, Id(entry.UserId), Id(entry.GroupId)) };

    /// <summary>Linux knows no larger one.</summary>
    private static int Id(long id) => id <= int.MaxValue ? (int)id : 0;

    private IndexedEntry? ReadWhiteout(string directory, string name)
    {
        if (name == Opaque)
            return new(directory, EntryKind.OpaqueWhiteout);
        if (name.StartsWith(Internal, StringComparison.Ordinal))
            return null;
        var hidden = name[Whiteout.Length..];
        return hidden is "" or "." or ".."
            ? throw Messages.BadBaseLayer(layer, $"the whiteout '{ImagePath.Combine(directory, name)}' hides no name").ToException()
            : new(ImagePath.Combine(directory, hidden), EntryKind.Whiteout);
    }

    private string Absolute(string name)
    {
        var parts = ImagePath.Parts(name).Where(p => p != ".").ToList();
        return parts.Contains("..") || name.Length == 0
            ? throw Messages.BadBaseLayer(layer, $"the path '{name}' leads out of the image").ToException()
            : ImagePath.Join(parts);
    }
}
