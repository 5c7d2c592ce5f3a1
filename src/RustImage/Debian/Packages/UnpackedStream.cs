using RustImage.Formats.Streams;
using ZstdSharp;

namespace RustImage.Debian.Packages;

/// <summary>A member of a .deb as it is unpacked: what decompressors say of damage, each in its own way, becomes one message.</summary>
/// <param name="limit">What may be read, in bytes: a bomb ends here, before it fills the disk.</param>
internal sealed class UnpackedStream(Stream inner, long limit, string deb, string member, CancellationToken cancellation) : ReadOnlyStream
{
    private long _read;

    /// <exception cref="RustImageException">RIMG7003: the data is damaged. RIMG7005: there is too much of it.</exception>
    public override int Read(Span<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        var count = ReadInner(buffer);
        _read += count;
        if (_read > limit)
            throw Messages.PackageTooLarge(deb, $"more than {limit} bytes in '{member}'").ToException();
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int ReadInner(Span<byte> buffer)
    {
        try
        {
            return inner.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ZstdException)
        {
            throw Messages.DamagedPackage(deb, $"its member '{member}' can't be unpacked ({e.Message.TrimEnd('.')})").ToException(e);
        }
    }
}
