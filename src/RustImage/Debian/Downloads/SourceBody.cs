using System.Net.Http.Headers;

namespace RustImage.Debian.Downloads;

/// <param name="Offset">Bytes to leave out, as they are here already.</param>
/// <param name="Condition">What the source must still have for that (RFC 9110, section 13.1.5), or null where nothing is known.</param>
/// <param name="Fresh">Past all caches.</param>
internal sealed record SourceRequest(Uri Address, long Offset = 0, RangeConditionHeaderValue? Condition = null, bool Fresh = false);

/// <summary>An opened source.</summary>
/// <param name="Offset">Where its bytes begin: the one asked for, or 0 from a server that does not know ranges or has another file by now.</param>
/// <param name="Size">Of the whole file, in bytes, or null where the source does not say.</param>
/// <param name="Condition">For the next request to the same source.</param>
internal sealed record SourceBody(Stream Stream, IDisposable Owner, long Offset, long? Size, RangeConditionHeaderValue? Condition) : IDisposable
{
    public void Dispose()
    {
        Stream.Dispose();
        Owner.Dispose();
    }
}
