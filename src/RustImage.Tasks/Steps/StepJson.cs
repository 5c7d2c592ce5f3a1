using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RustImage.Base;
using RustImage.Cargo;
using RustImage.Closure;
using RustImage.Images;
using RustImage.Layers;
using RustImage.Outputs.Engines;
using RustImage.State;
using RustImage.Toolchain;

namespace RustImage.Tasks;

/// <summary>The JSON of every step's result, read and written without reflection.</summary>
[JsonSerializable(typeof(CargoProject))]
[JsonSerializable(typeof(TargetToolchain))]
[JsonSerializable(typeof(BaseImage))]
[JsonSerializable(typeof(RustBinary))]
[JsonSerializable(typeof(UntrackedSources))]
[JsonSerializable(typeof(StrippedBinary))]
[JsonSerializable(typeof(UserEntryDigests))]
[JsonSerializable(typeof(UserEntries))]
[JsonSerializable(typeof(ImageClosure))]
[JsonSerializable(typeof(ImageLayers))]
[JsonSerializable(typeof(IReadOnlyList<CompressedLayer>), TypeInfoPropertyName = "CompressedLayers")]
[JsonSerializable(typeof(CollectedMetadata))]
[JsonSerializable(typeof(ConfiguredImage))]
[JsonSerializable(typeof(PublishedImage))]
[JsonSerializable(typeof(FoundEngine))]
[JsonSerializable(typeof(WrittenFiles))]
[JsonSerializable(typeof(IReadOnlyList<string>), TypeInfoPropertyName = "Paths")]
[JsonSerializable(typeof(string))]
internal sealed partial class StepJson : JsonSerializerContext
{
    /// <summary>Indented and without needless escapes: people read the states, too.</summary>
    public static StepJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
