namespace RustImage.Elf;

/// <summary>Bytes that can be read at any offset, in a file or in memory.</summary>
internal interface IByteSource
{
    /// <summary>The length in bytes.</summary>
    long Length { get; }

    /// <returns>The number of bytes read, which is smaller than the buffer only at the end.</returns>
    int Read(long offset, Span<byte> destination);
}

internal sealed class MemoryBytes(ReadOnlyMemory<byte> bytes) : IByteSource
{
    public long Length => bytes.Length;

    public int Read(long offset, Span<byte> destination)
    {
        var rest = bytes.Span[(int)Math.Min(offset, bytes.Length)..];
        var count = Math.Min(rest.Length, destination.Length);
        rest[..count].CopyTo(destination);
        return count;
    }
}
