namespace RustImage.Layers;

/// <summary>One name in the image's file system.</summary>
/// <param name="Path">Absolute, with '/' and without a trailing one.</param>
/// <param name="Mode">Permission bits, setuid, setgid and sticky included: 0 to 4095.</param>
/// <param name="Reason">Why it is in the image, for the report.</param>
public abstract record LayerEntry(string Path, int Mode, int UserId, int GroupId, string Reason);

public sealed record DirectoryEntry(string Path, string Reason, int Mode = 0b111_101_101, int UserId = 0, int GroupId = 0)
    : LayerEntry(Path, Mode, UserId, GroupId, Reason);

/// <param name="Target">The text of the symbolic link.</param>
public sealed record LinkEntry(string Path, string Target, string Reason) : LayerEntry(Path, 0b111_111_111, 0, 0, Reason);

public sealed record FileEntry(string Path, FileContent Content, string Reason, int Mode, int UserId = 0, int GroupId = 0)
    : LayerEntry(Path, Mode, UserId, GroupId, Reason);

/// <summary>The bytes of a file, from this machine or made here.</summary>
public abstract record FileContent
{
    public static FileContent Of(string text) => new Inline(System.Text.Encoding.UTF8.GetBytes(text));

    public static FileContent At(string hostPath) => new OnDisk(hostPath);

    public abstract Stream Open();

    public abstract long Size { get; }

    /// <summary>The file on this machine; null for what is made here.</summary>
    public virtual string? HostPath => null;

    private sealed record Inline(byte[] Bytes) : FileContent
    {
        public override Stream Open() => new MemoryStream(Bytes, writable: false);

        public override long Size => Bytes.Length;
    }

    private sealed record OnDisk(string Path) : FileContent
    {
        public override string HostPath => Path;

        /// <summary>Without a buffer: who reads it has one, and one for each of thousands of files would be most of a build's memory.</summary>
        public override Stream Open() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

        public override long Size => new FileInfo(Path).Length;
    }
}
