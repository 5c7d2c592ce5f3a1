using ICSharpCode.SharpZipLib.GZip;

namespace RustImage.Layers;

/// <summary>The one way this project compresses: its bytes are part of every digest (RFC 1952).</summary>
/// <remarks>Managed deflate, because the platform's zlib gives other bytes with each version and processor (dotnet/runtime#86824).</remarks>
public static class Gzip
{
    private const int Level = 6;

    /// <summary>A stream that compresses into another and leaves it open; the header holds neither a name nor a time.</summary>
    public static Stream Compressor(Stream output)
    {
        var gzip = new GZipOutputStream(output, 1 << 16) { IsStreamOwner = false, ModifiedTime = DateTime.UnixEpoch };
        gzip.SetLevel(Level);
        return gzip;
    }
}
