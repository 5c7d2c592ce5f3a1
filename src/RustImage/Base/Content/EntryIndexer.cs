using RustImage.Formats.Tar;

namespace RustImage.Base.Content;

/// <summary>Turns the entries of a layer's tar into entries of its index (image-spec, layer.md).</summary>
/// <param name="layer">The layer's name for messages.</param>
internal sealed class EntryIndexer(string layer)
{
    /// <summary>The prefix of names that hide files of lower layers (layer.md, "Whiteouts").</summary>
    private const string Whiteout = ".wh.";

    private const string Opaque = ".wh..wh..opq";

    /// <summary>The prefix of AUFS's internal names, which some old layers have. They hide nothing.</summary>
    private const string Internal = ".wh..wh.";

    /// <returns>Null for a header that describes no file of the image.</returns>
    /// <exception cref="RustImageException">RIMG5108: the path leads out of the image, or layers must not have such an entry.</exception>
    public IndexedEntry? Read(TarEntry entry)
    {
        // A global pax header applies to all entries. None of its values matters here.
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
            _ => throw Messages.BadBaseLayer(layer, $"'{path}' is an entry of type '{TypeName(entry.Type)}'").ToException(),
        };
    }

    private static string TypeName(char type) => char.IsControl(type) ? $"0x{(int)type:X2}" : $"{type}";

    private static IndexedEntry Directory(string path, TarEntry entry) =>
        new(path, EntryKind.Directory) { Owner = new(entry.Mode, Id(entry.UserId), Id(entry.GroupId)) };

    /// <returns>0 for a number that is too large to be a user or group of Linux.</returns>
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
