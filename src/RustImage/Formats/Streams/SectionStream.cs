namespace RustImage.Formats.Streams;

/// <summary>Reads a part of a file, and leaves the file open.</summary>
internal sealed class SectionStream(Stream file, long offset, long length) : ReadOnlyStream
{
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        file.Position = offset + _read;
        var count = file.Read(buffer[..(int)Math.Min(buffer.Length, length - _read)]);
        _read += count;
        return count;
    }
}
