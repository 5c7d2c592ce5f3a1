using System.IO.Compression;
using RustImage.Formats.Streams;
using ZstdSharp;

namespace RustImage.Base.Content;

/// <summary>How a layer is compressed: its first bytes tell, since the media types of some registries don't (image-spec, layer.md).</summary>
internal static class LayerFormat
{
    public const string Gzip = "application/vnd.oci.image.layer.v1.tar+gzip";
    public const string Zstd = "application/vnd.oci.image.layer.v1.tar+zstd";

    /// <summary>What <see cref="TypeOf"/> wants to see, in bytes.</summary>
    public const int StartLength = 4;

    /// <returns>OCI's media type of a compressed layer; null for a plain tar.</returns>
    public static string? TypeOf(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Gzip : start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? Zstd : null;

    /// <param name="file">Can seek; is left at its start.</param>
    public static string? Detect(Stream file)
    {
        Span<byte> start = stackalloc byte[StartLength];
        var length = file.ReadAtLeast(start, StartLength, throwOnEndOfStream: false);
        file.Position -= length;
        return TypeOf(start[..length]);
    }

    /// <summary>The tar in a layer, whose file is left open.</summary>
    public static Stream Unpack(Stream file, string? type) => type switch
    {
        Gzip => new GZipStream(file, CompressionMode.Decompress, leaveOpen: true),
        Zstd => new DecompressionStream(file, leaveOpen: true),
        _ => new SectionStream(file, 0, file.Length),
    };
}
