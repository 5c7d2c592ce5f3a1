using System.IO.Compression;
using RustImage.Formats.Streams;
using ZstdSharp;

namespace RustImage.Layers;

/// <summary>
/// Detects the compression of a layer by its first bytes, since the media types of some registries are wrong (image-spec, layer.md).
/// </summary>
internal static class LayerFormat
{
    public const string Gzip = "application/vnd.oci.image.layer.v1.tar+gzip";
    public const string Zstd = "application/vnd.oci.image.layer.v1.tar+zstd";

    /// <summary>The number of bytes that <see cref="TypeOf"/> needs.</summary>
    public const int StartLength = 4;

    /// <returns>The OCI media type of a compressed layer; null for an uncompressed one.</returns>
    public static string? TypeOf(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Gzip
        : start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? Zstd : null;

    /// <param name="file">At the layer's start, where it is left. It must be able to seek.</param>
    /// <inheritdoc cref="TypeOf" path="/returns"/>
    public static string? Detect(Stream file)
    {
        Span<byte> start = stackalloc byte[StartLength];
        var length = file.ReadAtLeast(start, StartLength, throwOnEndOfStream: false);
        file.Position -= length;
        return TypeOf(start[..length]);
    }

    /// <summary>Opens the tar in a layer. Disposing it leaves the file open.</summary>
    /// <param name="type">What <see cref="TypeOf"/> returned.</param>
    public static Stream Unpack(Stream file, string? type) => type switch
    {
        Gzip => new GZipStream(file, CompressionMode.Decompress, leaveOpen: true),
        Zstd => new DecompressionStream(file, leaveOpen: true),
        _ => new SectionStream(file, 0, file.Length),
    };
}
