using System.Text.Json;
using System.Text.Json.Serialization;
using RustImage.Layers;

namespace RustImage.Evidence;

/// <summary>What is in an image and why. docs/explaining.md describes its JSON form.</summary>
/// <param name="SchemaVersion">The version of the JSON form. A reader can't rely on a form with another version.</param>
/// <param name="Platform">"linux/amd64", "linux/arm/v7".</param>
/// <param name="Size">The size of all layers as tars, in bytes.</param>
/// <param name="CompressedSize">The size of all layers in a registry, in bytes.</param>
/// <param name="Layers">The lowest layer first.</param>
/// <param name="Packages">Sorted by name (ordinal).</param>
/// <param name="Files">Sorted by layer, then by path (ordinal). A directory that several layers have is listed once.</param>
/// <param name="Configuration">The image's configuration, unchanged (image-spec, config.md).</param>
/// <param name="Annotations">The annotations of the manifest.</param>
internal sealed record ImageReport(
    int SchemaVersion,
    IReadOnlyList<string> Names,
    Digest Digest,
    string Platform,
    long Size,
    long CompressedSize,
    Efficiency Efficiency,
    IReadOnlyList<ReportedLayer> Layers,
    IReadOnlyList<ReportedPackage> Packages,
    IReadOnlyList<ReportedFile> Files,
    JsonElement Configuration,
    IReadOnlyDictionary<string, string> Annotations)
{
    public const int CurrentSchema = 1;

    /// <summary>What changed since the last other image of this project; null where there is none.</summary>
    public ReportDifference? Difference { get; init; }

    /// <summary>The names of the compressors that made layers, "rustimage-gzip-1-balanced"; empty where the report names none.</summary>
    [JsonIgnore]
    public string Compressors => string.Join(", ", Layers.Select(l => l.Compressor).OfType<string>().Distinct());
}

/// <summary>A layer in a report.</summary>
/// <param name="IsBase">Whether the base image brings the layer. Its files are not listed then.</param>
/// <param name="Digest">The digest of the compressed bytes.</param>
/// <param name="DiffId">The digest of the tar.</param>
/// <param name="Size">The number of bytes of the tar.</param>
/// <param name="CompressedSize">The number of compressed bytes.</param>
/// <param name="Files">The number of regular files.</param>
internal sealed record ReportedLayer(string Title, bool IsBase, Digest Digest, Digest DiffId, long Size, long CompressedSize, int Files)
{
    /// <inheritdoc cref="CompressedLayer.Compressor"/>
    public string? Compressor { get; init; }
}

/// <summary>A package that files of the image come from.</summary>
/// <param name="Source">The source package that it was built from.</param>
/// <param name="Licences">The licences that its copyright file names; empty where that file is not machine-readable.</param>
/// <param name="Size">The size of its files in the image, in bytes.</param>
/// <param name="Files">The number of its files in the image.</param>
internal sealed record ReportedPackage(
    string Name, string Version, string Architecture, string Source, IReadOnlyList<string> Licences, long Size, int Files);

/// <summary>A file, a link or a directory of the image.</summary>
/// <param name="Type">"file", "link" or "directory".</param>
/// <param name="Layer">The index of its layer in <see cref="ImageReport.Layers"/>.</param>
/// <param name="Mode">Four octal digits.</param>
/// <param name="Size">In bytes; 0 for links and directories.</param>
/// <param name="Target">The target of a link; null for others.</param>
/// <param name="Digest">The digest of a file's content; null for others.</param>
/// <param name="Package">The name of the package that it comes from, or null.</param>
/// <param name="IsRecord">Whether it only describes its package: the record for scanners, or the licence.</param>
/// <param name="Reason">Why it is in the image, in words.</param>
/// <param name="Chain">
/// The files that lead to it, from the file itself to the one that the project asked for; null where no file leads to it.
/// </param>
internal sealed record ReportedFile(
    string Path,
    string Type,
    int Layer,
    string Mode,
    int UserId,
    int GroupId,
    long Size,
    string? Target,
    Digest? Digest,
    string? Package,
    bool IsRecord,
    string Reason,
    IReadOnlyList<ChainLink>? Chain);

/// <summary>A file in the chain that explains why another one is in the image.</summary>
/// <param name="Name">The library's SONAME, by which other files need it; for other files, the file name.</param>
internal sealed record ChainLink(string Name, string Path);
