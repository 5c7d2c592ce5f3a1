using ICSharpCode.SharpZipLib.GZip;

namespace RustImage.Layers;

/// <summary>Compresses layers. Every digest depends on the bytes that come out (RFC 1952).</summary>
/// <remarks>
/// Deflate in managed code: the system's zlib gives other bytes with each version and processor (dotnet/runtime#86824).
/// </remarks>
internal static class Gzip
{
    private const int Level = 6;

    /// <summary>Opens a stream that compresses into another one, and leaves that open. Its header has neither name nor time.</summary>
    public static Stream Compressor(Stream output)
    {
        var gzip = new GZipOutputStream(output, 1 << 16) { IsStreamOwner = false, ModifiedTime = DateTime.UnixEpoch };
        gzip.SetLevel(Level);
        return gzip;
    }
}
