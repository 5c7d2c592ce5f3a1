using System.Formats.Tar;

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
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
            return null;
        var path = Absolute(entry.Name);
        var name = ImagePath.NameOf(path);
        if (name.StartsWith(Whiteout, StringComparison.Ordinal))
            return ReadWhiteout(ImagePath.DirectoryOf(path), name);
        return entry.EntryType switch
        {
            _ when IsSparse(entry) => throw Messages.BadBaseLayer(layer, $"'{path}' is a sparse file, which layers must not have").ToException(),
            TarEntryType.Directory => Directory(path, entry),
            TarEntryType.V7RegularFile when entry.Name.EndsWith('/') => Directory(path, entry),
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => new(path, EntryKind.File, entry.Length),
            TarEntryType.SymbolicLink => new(path, EntryKind.Link, Target: entry.LinkName),
            TarEntryType.HardLink => new(path, EntryKind.HardLink, Target: Absolute(entry.LinkName)),
            TarEntryType.BlockDevice or TarEntryType.CharacterDevice or TarEntryType.Fifo => new(path, EntryKind.Special),
            _ => throw Messages.BadBaseLayer(layer, $"'{path}' is an entry of type '{entry.EntryType}'").ToException(),
        };
    }

    private static IndexedEntry Directory(string path, TarEntry entry) =>
        new(path, EntryKind.Directory) { Owner = new((int)entry.Mode, entry.Uid, entry.Gid) };

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

    private static bool IsSparse(TarEntry entry) =>
        entry.EntryType == TarEntryType.SparseFile
        || (entry is PaxTarEntry pax && pax.ExtendedAttributes.Keys.Any(k => k.StartsWith("GNU.sparse.", StringComparison.Ordinal)));
}
