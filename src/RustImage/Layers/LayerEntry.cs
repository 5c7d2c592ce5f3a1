using System.Text.Json.Serialization;

namespace RustImage.Layers;

/// <summary>A file, a directory or a symbolic link of the image.</summary>
/// <param name="Path">The absolute path in the image, without a slash at the end.</param>
/// <param name="Mode">The permission bits, with setuid, setgid and sticky: 0 to 4095.</param>
/// <param name="Reason">Why it is in the image. The report shows this text.</param>
internal abstract record LayerEntry(string Path, int Mode, int UserId, int GroupId, string Reason)
{
    /// <summary>"directory", "link" or "file": the words of the report.</summary>
    [JsonIgnore]
    public string Type => this switch
    {
        DirectoryEntry => "directory",
        LinkEntry => "link",
        _ => "file",
    };

    /// <summary>The mode as four octal digits.</summary>
    [JsonIgnore]
    public string ModeText => Convert.ToString(Mode, 8).PadLeft(4, '0');
}

internal sealed record DirectoryEntry(string Path, string Reason, int Mode = 0b111_101_101, int UserId = 0, int GroupId = 0)
    : LayerEntry(Path, Mode, UserId, GroupId, Reason);

/// <param name="Target">The text of the symbolic link, which may be a relative path.</param>
internal sealed record LinkEntry(string Path, string Target, string Reason) : LayerEntry(Path, 0b111_111_111, 0, 0, Reason)
{
    /// <summary>Whether the project says that the target may be missing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOptional { get; init; }
}

internal sealed record FileEntry(string Path, FileContent Content, string Reason, int Mode, int UserId = 0, int GroupId = 0)
    : LayerEntry(Path, Mode, UserId, GroupId, Reason);
