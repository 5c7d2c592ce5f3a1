using System.Text.Json.Serialization;

namespace RustImage.Cargo;

/// <summary>Reads the output of <c>cargo metadata</c> without reflection, which would cost each build 50 ms.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CargoMetadata))]
internal sealed partial class CargoJson : JsonSerializerContext;
