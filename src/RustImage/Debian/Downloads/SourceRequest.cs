using System.Net.Http.Headers;

namespace RustImage.Debian.Downloads;

/// <param name="Offset">Bytes to leave out, as they are here already.</param>
/// <param name="Condition">What the source must still have for that (RFC 9110, section 13.1.5), or null where nothing is known.</param>
/// <param name="Fresh">Past all caches.</param>
internal sealed record SourceRequest(Uri Address, long Offset = 0, RangeConditionHeaderValue? Condition = null, bool Fresh = false);
