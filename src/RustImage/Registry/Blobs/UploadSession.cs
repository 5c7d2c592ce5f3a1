using System.Globalization;
using RustImage.Registry.Requests;

namespace RustImage.Registry.Blobs;

/// <summary>An upload that a registry has begun (distribution-spec, "Pushing a blob in chunks").</summary>
internal sealed class UploadSession
{
    private UploadSession(string location, long leastChunk) => (Location, LeastChunk) = (location, leastChunk);

    /// <summary>Where the next request goes; each answer may name another place.</summary>
    public string Location { get; private set; }

    /// <summary>How much the registry has, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>OCI-Chunk-Min-Length, in bytes; 0 where the registry takes any.</summary>
    public long LeastChunk { get; }

    /// <summary>It is not known how much of the last request came.</summary>
    public bool IsInDoubt { get; set; }

    /// <returns>Null where the answer names no place to send to.</returns>
    public static UploadSession? Begun(RegistryResponse answer) =>
        answer.Location is { } location ? new UploadSession(location, answer.Number("OCI-Chunk-Min-Length") ?? 0) : null;

    /// <summary>The place that ends the upload.</summary>
    public string End(Digest digest) => $"{Location}{(Location.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={Uri.EscapeDataString(digest.ToString())}";

    /// <summary>A chunk was taken, as far as the answer says.</summary>
    /// <param name="end">How much the registry has if it took all.</param>
    public void Advance(RegistryResponse answer, long end)
    {
        Location = answer.Location ?? Location;
        IsInDoubt = Received(answer) is { } received && received != end;
        Offset = end;
    }

    /// <summary>The registry says how much it has.</summary>
    /// <returns>False where it does not really: <c>0-0</c> is one byte, or none.</returns>
    public bool Resume(RegistryResponse answer)
    {
        Location = answer.Location ?? Location;
        if (Received(answer) is not (> 1 and var received))
            return false;
        Offset = received;
        IsInDoubt = false;
        return true;
    }

    /// <summary><c>0-END</c>, where END is the last byte; some write it as a range of HTTP, <c>bytes=0-END</c>.</summary>
    private static long? Received(RegistryResponse answer) =>
        answer.Header("Range") is { } range && range.LastIndexOf('-') is > 0 and var dash
        && long.TryParse(range.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last + 1 : null;
}
