using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RustImage.Base;
using RustImage.Cargo;
using RustImage.Closure;
using RustImage.Images;
using RustImage.Layers;
using RustImage.State;
using RustImage.Toolchain;

namespace RustImage.Tasks;

/// <summary>What one step hands to the next: the result in its state file.</summary>
internal static class StepFile
{
    /// <summary>The steps' results, read and written without reflection.</summary>
    public static StepJson Json { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <exception cref="RustImageException">RIMG0005: the file is damaged.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> type) => BuildStep.Read(path).As(type);

    /// <summary>Reads what a step has written beside its state, which says whether it is whole.</summary>
    /// <exception cref="RustImageException">RIMG0005: the file is damaged.</exception>
    public static T ReadOutput<T>(string path, JsonTypeInfo<T> type)
    {
        try
        {
            // Not read as a whole first: what thousands of files are told in takes megabytes.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return JsonSerializer.Deserialize(file, type) ?? throw Messages.DamagedStep(path).ToException();
        }
        catch (JsonException e)
        {
            throw Messages.DamagedStep(path).ToException(e);
        }
    }
}

/// <summary>The binary that cargo built.</summary>
/// <param name="Path">Where cargo keeps it.</param>
/// <param name="Digest">Its content: cargo may bring back an older file, so its time says nothing.</param>
/// <param name="Crates">The library crates that it was built of.</param>
internal sealed record BinaryStep(string Path, Digest Digest, IReadOnlyList<string> Crates);

/// <param name="HasDebugFile">Whether something was stripped.</param>
internal sealed record StripStep(bool HasDebugFile);

/// <param name="Items">Of the list of the files, links and directories.</param>
/// <param name="Contents">Of what the files hold.</param>
internal sealed record FilesResult(Digest Items, Digest Contents);

/// <param name="Files">Full paths of the user's files that took part in the build.</param>
internal sealed record SourcesStep(IReadOnlyList<string> Files);

/// <param name="Layers">Without the base's.</param>
/// <param name="HasCertificates">Whether one of them, or the base, has the bundle of certificates.</param>
/// <param name="Accounts">The names that a container may run as.</param>
internal sealed record LayersStep(IReadOnlyList<Layer> Layers, bool HasCertificates, Accounts Accounts);

/// <param name="Layers">Without the base's.</param>
internal sealed record BlobsStep(IReadOnlyList<CompressedLayer> Layers);

/// <summary>What CI and the sources' repository say of the image.</summary>
/// <param name="Created">The time of the sources: the image's own.</param>
/// <param name="References">Empty where it names none: then the project's own properties and Cargo.toml do.</param>
/// <param name="Labels">They win over Cargo.toml's.</param>
/// <param name="Facts">Labels that Cargo.toml's win over.</param>
/// <param name="Annotations">Key and value by level: "manifest", "index" …</param>
internal sealed record MetadataStep(
    DateTimeOffset Created,
    IReadOnlyList<ImageReference> References,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Facts,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Annotations)
{
    /// <summary>What the image is called: as the metadata says, else as the properties do.</summary>
    /// <exception cref="RustImageException">RIMG5001, RIMG5002 or RIMG5005: a name or tag that registries refuse.</exception>
    public IReadOnlyList<ImageReference> ReferencesOr(IReadOnlyList<string> registries, IReadOnlyList<string> repositories, IReadOnlyList<string> tags) =>
        References.Count > 0 ? References : ImageReference.CreateAll(registries, repositories, tags);
}

/// <summary>All of the image that does not depend on how its layers are compressed.</summary>
/// <param name="Annotations">Those for an index are kept for the step that makes one.</param>
internal sealed record ConfigStep(Image Image, Annotations Annotations);

/// <param name="Files">Full paths of the files whose references were resolved.</param>
internal sealed record ResolvedStep(IReadOnlyList<string> Files);

/// <param name="Files">Full paths of what the build has written, but for what the project named itself.</param>
/// <param name="Directories">Of the states of each image, where there are several.</param>
internal sealed record WritesStep(IReadOnlyList<string> Files, IReadOnlyList<string> Directories);

[JsonSerializable(typeof(CargoProject))]
[JsonSerializable(typeof(TargetToolchain))]
[JsonSerializable(typeof(BaseImage))]
[JsonSerializable(typeof(BinaryStep))]
[JsonSerializable(typeof(SourcesStep))]
[JsonSerializable(typeof(UntrackedSources))]
[JsonSerializable(typeof(StripStep))]
[JsonSerializable(typeof(FilesResult))]
[JsonSerializable(typeof(FilesStep))]
[JsonSerializable(typeof(ImageClosure))]
[JsonSerializable(typeof(LayersStep))]
[JsonSerializable(typeof(BlobsStep))]
[JsonSerializable(typeof(MetadataStep))]
[JsonSerializable(typeof(ConfigStep))]
[JsonSerializable(typeof(CompressedImage))]
[JsonSerializable(typeof(ResolvedStep))]
[JsonSerializable(typeof(WritesStep))]
[JsonSerializable(typeof(string))]
internal sealed partial class StepJson : JsonSerializerContext;
