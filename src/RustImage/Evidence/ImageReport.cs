using System.Text.Json;

namespace RustImage.Evidence;

/// <summary>What is in an image and why. docs/explaining.md describes its JSON form.</summary>
/// <param name="SchemaVersion">Of the JSON form: a reader of another one can't rely on what it finds.</param>
/// <param name="Platform">"linux/amd64", "linux/arm/v7".</param>
/// <param name="Size">Of all layers as tars, in bytes.</param>
/// <param name="CompressedSize">Of all layers as a registry has them, in bytes.</param>
/// <param name="Layers">The lowest first.</param>
/// <param name="Packages">By name, ordinal.</param>
/// <param name="Files">By layer, then by path, ordinal. A directory that several layers repeat is there once.</param>
/// <param name="Configuration">The image's own, as it is (image-spec, config.md).</param>
/// <param name="Annotations">The manifest's.</param>
public sealed record ImageReport(
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

    /// <summary>To the last image of this project that was another one; null where there is none.</summary>
    public ReportDifference? Difference { get; init; }
}

/// <param name="IsBase">Whether the image that this one is built on brings it: its files are not listed.</param>
/// <param name="Digest">Of the compressed bytes.</param>
/// <param name="DiffId">Of the tar.</param>
/// <param name="Size">Of the tar, in bytes.</param>
/// <param name="CompressedSize">In bytes.</param>
/// <param name="Files">How many regular files it holds.</param>
public sealed record ReportedLayer(string Title, bool IsBase, Digest Digest, Digest DiffId, long Size, long CompressedSize, int Files);

/// <param name="Source">The source package that it was built from.</param>
/// <param name="Licences">The names that its copyright file gives them; empty where that is not machine-readable.</param>
/// <param name="Size">Of its files in the image, in bytes.</param>
/// <param name="Files">How many of them there are.</param>
public sealed record ReportedPackage(
    string Name, string Version, string Architecture, string Source, IReadOnlyList<string> Licences, long Size, int Files);

/// <param name="Type">"file", "link" or "directory".</param>
/// <param name="Layer">The index of its layer.</param>
/// <param name="Mode">Four octal digits.</param>
/// <param name="Size">In bytes; 0 but for files.</param>
/// <param name="Target">Of a link.</param>
/// <param name="Digest">Of a file's content.</param>
/// <param name="Package">The name of the package that it belongs to, or null.</param>
/// <param name="IsRecord">Whether it only tells of its package: the record for scanners, or the licence.</param>
/// <param name="Reason">In words: the whole chain.</param>
/// <param name="Chain">From the file itself back to the one that the project asked for; null where nothing but the reason leads to it.</param>
public sealed record ReportedFile(
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

/// <summary>One file of a reason chain.</summary>
/// <param name="Name">What others know it by: a library's SONAME, else the file's name.</param>
public sealed record ChainLink(string Name, string Path);
