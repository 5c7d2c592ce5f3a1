using System.Formats.Tar;
using System.Text;

namespace RustImage.Layers;

/// <summary>Writes entries as a tar whose bytes depend on the entries alone: all times are 1970, and owners have no names.</summary>
/// <remarks>
/// Entries are plain ustar where they fit, and GNU's form with long names where they do not. Every unpacker of container images
/// reads both. PAX is not used: .NET writes its process id into the headers (dotnet/runtime#132049).
/// </remarks>
internal static class LayerTarWriter
{
    private const int UstarName = 100;
    private const int UstarMaximumId = 0b111_111_111_111_111_111_111; // seven octal digits
    private const long UstarMaximumSize = (1L << 33) - 1;             // eleven octal digits

    /// <param name="written">
    /// Called with each entry after it was written. A file has the size and the digest of the bytes that were read.
    /// </param>
    public static void Write(Stream output, IEnumerable<LayerEntry> entries, Action<LayerEntry>? written = null)
    {
        using var writer = new TarWriter(output, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var entry in entries)
            Write(writer, entry, written);
    }

    private static void Write(TarWriter writer, LayerEntry entry, Action<LayerEntry>? written)
    {
        var file = entry as FileEntry;
        using var content = file?.Content.Open();
        using var hashed = content is null || written is null ? null : new HashingReader(content);
        var tarEntry = Create(entry, content?.Length ?? 0);
        tarEntry.Mode = (UnixFileMode)entry.Mode;
        tarEntry.Uid = entry.UserId;
        tarEntry.Gid = entry.GroupId;
        tarEntry.ModificationTime = DateTimeOffset.UnixEpoch;
        if (entry is LinkEntry link)
            tarEntry.LinkName = link.Target;
        if (content is not null)
            tarEntry.DataStream = hashed ?? content;
        writer.WriteEntry(tarEntry);
        written?.Invoke(hashed is null ? entry : file! with { Content = file.Content.AsRead(hashed.Digest(), hashed.Count) });
    }

    private static TarEntry Create(LayerEntry entry, long size)
    {
        var (type, name) = entry switch
        {
            DirectoryEntry => (TarEntryType.Directory, entry.Path[1..] + "/"),
            LinkEntry => (TarEntryType.SymbolicLink, entry.Path[1..]),
            _ => (TarEntryType.RegularFile, entry.Path[1..]),
        };
        return FitsUstar(entry, name, size) ? new UstarTarEntry(type, name) : new GnuTarEntry(type, name);
    }

    /// <summary>
    /// ustar can also split a long name at a slash, but .NET and Go split at different ones. Names of at most 100 bytes need no split.
    /// </summary>
    private static bool FitsUstar(LayerEntry entry, string name, long size) =>
        Encoding.UTF8.GetByteCount(name) <= UstarName
        && (entry is not LinkEntry link || Encoding.UTF8.GetByteCount(link.Target) <= UstarName)
        && entry.UserId <= UstarMaximumId && entry.GroupId <= UstarMaximumId
        && size <= UstarMaximumSize;
}
