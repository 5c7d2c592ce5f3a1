using System.Text.Json.Serialization;

namespace RustImage.Cargo;

/// <summary>The metadata that cargo writes, read without reflection (which costs a build 50 ms).</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CargoMetadata))]
internal sealed partial class CargoJson : JsonSerializerContext;
