using System.Text.Json.Serialization;

namespace RustImage.Layers;

/// <summary>One name in the image's file system.</summary>
/// <param name="Path">Absolute, with '/' and without a trailing one.</param>
/// <param name="Mode">Permission bits, setuid, setgid and sticky included: 0 to 4095.</param>
/// <param name="Reason">Why it is in the image, for the report.</param>
public abstract record LayerEntry(string Path, int Mode, int UserId, int GroupId, string Reason)
{
    /// <summary>"directory", "link" or "file", as the report has it.</summary>
    [JsonIgnore]
    public string Type => this switch
    {
        DirectoryEntry => "directory",
        LinkEntry => "link",
        _ => "file",
    };

    /// <summary>The mode as people write it: four octal digits.</summary>
    [JsonIgnore]
    public string ModeText => Convert.ToString(Mode, 8).PadLeft(4, '0');
}

public sealed record DirectoryEntry(string Path, string Reason, int Mode = 0b111_101_101, int UserId = 0, int GroupId = 0)
    : LayerEntry(Path, Mode, UserId, GroupId, Reason);

/// <param name="Target">The text of the symbolic link.</param>
public sealed record LinkEntry(string Path, string Target, string Reason) : LayerEntry(Path, 0b111_111_111, 0, 0, Reason);

public sealed record FileEntry(string Path, FileContent Content, string Reason, int Mode, int UserId = 0, int GroupId = 0)
    : LayerEntry(Path, Mode, UserId, GroupId, Reason);
