namespace RustImage.Layers;

/// <summary>One name in a finished layer, for the report.</summary>
/// <param name="Type">"directory", "file" or "link".</param>
/// <param name="Mode">Four octal digits.</param>
/// <param name="Size">Uncompressed, in bytes; 0 but for files.</param>
/// <param name="Target">Of a link.</param>
public sealed record LayerContent(string Path, string Type, string Mode, int UserId, int GroupId, long Size, string? Target, string Reason)
{
    /// <summary>Of a file's content, where that was read.</summary>
    public Digest? Digest { get; init; }

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
