namespace RustImage.Formats.Streams;

/// <summary>Reads a part of a file. It leaves the file open, and moves the file's position.</summary>
/// <param name="offset">Where the part starts, in bytes.</param>
/// <param name="length">The length of the part, in bytes.</param>
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
