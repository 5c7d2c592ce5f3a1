namespace RustImage.Layers;

/// <summary>The bytes of a file: from this machine, or made by the build.</summary>
public abstract record FileContent
{
    /// <summary>Of the bytes as they were when a layer was made of them; null before.</summary>
    public Digest? Digest { get; init; }

    /// <summary>In bytes; of a file that was read, as it was then.</summary>
    public abstract long Size { get; }

    /// <summary>The file on this machine; null for bytes that the build made.</summary>
    public virtual string? HostPath => null;

    public static FileContent Of(string text) => Of(System.Text.Encoding.UTF8.GetBytes(text));

    public static FileContent Of(byte[] bytes) => new Inline(bytes);

    /// <param name="size">Of the file when it was read, in bytes; null where it has not been.</param>
    public static FileContent At(string hostPath, long? size = null) => new OnDisk(hostPath, size);

    public abstract Stream Open();

    /// <summary>The same content, with what one reading of it showed.</summary>
    internal virtual FileContent AsRead(Digest digest, long size) => this with { Digest = digest };

    internal byte[] ReadAll()
    {
        using var stream = Open();
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private sealed record Inline(byte[] Bytes) : FileContent
    {
        public override Stream Open() => new MemoryStream(Bytes, writable: false);

        public override long Size => Bytes.Length;
    }

    private sealed record OnDisk(string Path, long? ReadSize) : FileContent
    {
        public override string HostPath => Path;

        public override long Size => ReadSize ?? new FileInfo(Path).Length;

        /// <summary>Without a buffer: the reader has one, and another for each of thousands of files would be most of a build's memory.</summary>
        public override Stream Open() =>
            new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

        internal override FileContent AsRead(Digest digest, long size) => this with { Digest = digest, ReadSize = size };
    }
}
