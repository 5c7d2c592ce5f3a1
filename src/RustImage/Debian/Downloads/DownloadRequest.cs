using System.Net.Http.Headers;

namespace RustImage.Debian.Downloads;

/// <summary>A request for a file, or for its rest.</summary>
/// <param name="Offset">The number of bytes to skip, as they are here already.</param>
/// <param name="Condition">
/// Identifies the file that those bytes are of (If-Range; RFC 9110, section 13.1.5); null where it is unknown.
/// </param>
/// <param name="Fresh">Whether caches must ask the server.</param>
internal sealed record DownloadRequest(Uri Address, long Offset = 0, RangeConditionHeaderValue? Condition = null, bool Fresh = false);
