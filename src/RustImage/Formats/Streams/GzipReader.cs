using System.Buffers.Binary;
using System.IO.Compression;
using RustImage.Formats.Checksums;

namespace RustImage.Formats.Streams;

/// <summary>Unpacks gzip data of one member (RFC 1952) and verifies its CRC32 and length.</summary>
/// <remarks>
/// GZipStream accepts data that is cut off (dotnet/runtime#47563), so the trailer is verified here. SharpZipLib reports damage with
/// exceptions of any type.
/// </remarks>
/// <param name="compressed">Disposed with this stream.</param>
/// <param name="trailer">The last eight bytes of the data: CRC32 and length.</param>
internal sealed class GzipReader(Stream compressed, byte[] trailer) : ReadOnlyStream
{
    public const int TrailerLength = 8;

    private readonly GZipStream _inner = new(compressed, CompressionMode.Decompress);
    private ulong _crc;
    private uint _length;

    /// <exception cref="InvalidDataException">The data is damaged, or ends too early.</exception>
    public override int Read(Span<byte> buffer)
    {
        var count = _inner.Read(buffer);
        _crc = Crc.Crc32.Append(_crc, buffer[..count]);
        _length += (uint)count;
        if (count == 0 && buffer.Length > 0)
            Verify();
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    private void Verify()
    {
        if (trailer.Length != TrailerLength || BinaryPrimitives.ReadUInt32LittleEndian(trailer) != _crc
            || BinaryPrimitives.ReadUInt32LittleEndian(trailer.AsSpan(4)) != _length)
            throw new InvalidDataException("The gzip data is damaged: it does not end with its checksum and length.");
    }
}
