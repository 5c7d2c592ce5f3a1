namespace RustImage.Layers;

/// <summary>A finished layer.</summary>
/// <param name="Digest">Of the compressed bytes: what the manifest names.</param>
/// <param name="DiffId">Of the tar itself: what the configuration names, and what containers are built from.</param>
/// <param name="Size">Compressed, in bytes.</param>
/// <param name="Path">The compressed bytes on this machine.</param>
/// <param name="Entries">What it holds, in the tar's order.</param>
public sealed record BuiltLayer(string Title, Digest Digest, Digest DiffId, long Size, string Path, IReadOnlyList<LayerContent> Entries);

/// <summary>One name in a finished layer, for the report.</summary>
/// <param name="Type">"directory", "file" or "link".</param>
/// <param name="Mode">Four octal digits.</param>
/// <param name="Size">Uncompressed, in bytes; 0 but for files.</param>
/// <param name="Target">Of a link.</param>
public sealed record LayerContent(string Path, string Type, string Mode, int UserId, int GroupId, long Size, string? Target, string Reason)
{
    public static LayerContent Of(LayerEntry entry)
    {
        var mode = Convert.ToString(entry.Mode, 8).PadLeft(4, '0');
        return entry switch
        {
            FileEntry file => new(file.Path, "file", mode, file.UserId, file.GroupId, file.Content.Size, null, file.Reason),
            LinkEntry link => new(link.Path, "link", mode, link.UserId, link.GroupId, 0, link.Target, link.Reason),
            _ => new(entry.Path, "directory", mode, entry.UserId, entry.GroupId, 0, null, entry.Reason),
        };
    }
}
