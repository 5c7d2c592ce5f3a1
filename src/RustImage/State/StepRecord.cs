using System.Text.Json;
using System.Text.Json.Serialization;

namespace RustImage.State;

/// <summary>What a state file holds beside the step's result.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Place">The path of the state. A copy elsewhere has another path, and names files that belong to another project.</param>
/// <param name="Sdk">The build of the SDK that ran the step. Another one may give another result.</param>
/// <param name="Values">The digests of the key's values (<see cref="StepKey.Values"/>).</param>
/// <param name="Notices">The warnings and messages to repeat.</param>
/// <param name="AlsoWritten">Files that the step wrote and that no result depends on.</param>
/// <param name="RunAgain">Why the step must run again in the next build; mostly null.</param>
/// <param name="HasNamedOutputs">Whether the project chose the names of the outputs.</param>
/// <param name="Directories">Directories for the step's files alone; mostly null.</param>
internal sealed record StepRecord(
    string Step,
    string Place,
    string Sdk,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<FileRecord> Inputs,
    IReadOnlyList<FileSetRecord> Sets,
    IReadOnlyList<FileRecord> Outputs,
    IReadOnlyList<StepNotice> Notices,
    IReadOnlyList<string> AlsoWritten,
    string? RunAgain = null,
    bool HasNamedOutputs = false,
    IReadOnlyList<string>? Directories = null)
{
    /// <summary>Whether no list has a null item. The JSON reader refuses a list that is null, but not such an item.</summary>
    [JsonIgnore]
    public bool IsWhole => !Values.Any(v => v.Value is null) && !HasNull(Inputs) && !HasNull(Sets) && !HasNull(Outputs)
        && !HasNull(Notices) && !HasNull(AlsoWritten) && !HasNull(Directories ?? []);

    public static StepRecord Of(string step, string place, string sdk) =>
        new(step, place, sdk, new Dictionary<string, string>(), [], [], [], [], []);

    private static bool HasNull<T>(IReadOnlyList<T> list) => list.Any(i => i is null);
}

[JsonSerializable(typeof(StepRecord))]
internal sealed partial class StepRecordJson : JsonSerializerContext
{
    /// <summary>
    /// Escapes only what JSON requires, since people read the paths in it. Strict about missing values, since nothing else checks them.
    /// </summary>
    public static StepRecordJson Strict { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });
}
