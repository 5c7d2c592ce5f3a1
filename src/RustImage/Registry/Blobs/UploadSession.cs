using System.Globalization;
using RustImage.Registry.Requests;

namespace RustImage.Registry.Blobs;

/// <summary>The state of an upload in the registry (distribution-spec, "Pushing a blob in chunks").</summary>
internal sealed class UploadSession
{
    private UploadSession(string location, long leastChunk) => (Location, LeastChunk) = (location, leastChunk);

    /// <summary>The address of the next request. Each response may change it.</summary>
    public string Location { get; private set; }

    /// <summary>The number of bytes that the registry has.</summary>
    public long Offset { get; private set; }

    /// <summary>The size of the smallest chunk in bytes (OCI-Chunk-Min-Length); 0 for any.</summary>
    public long LeastChunk { get; }

    /// <summary>Whether it is unknown how much of the last request the registry got.</summary>
    public bool IsInDoubt { get; set; }

    /// <returns>Null where the response has no Location.</returns>
    public static UploadSession? Start(RegistryResponse answer) =>
        answer.Location is { } location ? new UploadSession(location, answer.Number("OCI-Chunk-Min-Length") ?? 0) : null;

    /// <summary>The address of the request that ends the upload.</summary>
    public string End(Digest digest)
    {
        var separator = Location.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{Location}{separator}digest={Uri.EscapeDataString(digest.ToString())}";
    }

    /// <summary>Records that the registry took a chunk, or the part of it that the response names.</summary>
    /// <param name="end">The number of bytes that the registry has if it took the whole chunk.</param>
    public void Advance(RegistryResponse answer, long end)
    {
        Location = answer.Location ?? Location;
        IsInDoubt = Received(answer) is { } received && received != end;
        Offset = end;
    }

    /// <summary>Records how much the registry has, to continue from there.</summary>
    /// <returns>False where the response is ambiguous: <c>0-0</c> means one byte or none.</returns>
    public bool Resume(RegistryResponse answer)
    {
        Location = answer.Location ?? Location;
        if (Received(answer) is not (> 1 and var received))
            return false;
        Offset = received;
        IsInDoubt = false;
        return true;
    }

    /// <summary>Reads <c>0-END</c>, where END is the last byte. Some registries write a range as in HTTP: <c>bytes=0-END</c>.</summary>
    private static long? Received(RegistryResponse answer) =>
        answer.Header("Range") is { } range && range.LastIndexOf('-') is > 0 and var dash
        && long.TryParse(range.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last + 1 : null;
}
