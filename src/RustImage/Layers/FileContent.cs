namespace RustImage.Layers;

/// <summary>The bytes of a file, which lies on this machine or was made by the build.</summary>
internal abstract record FileContent
{
    /// <summary>The digest of the bytes that the layer's tar was hashed with; null before that.</summary>
    public Digest? Digest { get; init; }

    /// <summary>The number of bytes. Once a file was read for a layer, its size at that time.</summary>
    public abstract long Size { get; }

    /// <summary>The path on this machine; null for bytes that the build made.</summary>
    public virtual string? HostPath => null;

    public static FileContent Of(string text) => Of(System.Text.Encoding.UTF8.GetBytes(text));

    public static FileContent Of(byte[] bytes) => new Inline(bytes);

    /// <summary>The content of a file of this machine, which is read when it is needed.</summary>
    /// <param name="size">The number of bytes at the time when the file was last read; null where it was not read yet.</param>
    public static FileContent At(string hostPath, long? size = null) => new OnDisk(hostPath, size);

    public abstract Stream Open();

    /// <summary>Returns the same content with the digest and the size that reading it showed.</summary>
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

        // No buffer: the reader has its own. Buffers of thousands of open files would be most of the build's memory.
        public override Stream Open() =>
            new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

        internal override FileContent AsRead(Digest digest, long size) => this with { Digest = digest, ReadSize = size };
    }
}
