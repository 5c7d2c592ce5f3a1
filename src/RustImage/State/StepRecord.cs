using System.Text.Json;
using System.Text.Json.Serialization;

namespace RustImage.State;

/// <summary>What a state file knows beside the step's result.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Place">Where the state was written: a copy of it elsewhere tells of files that are not this project's.</param>
/// <param name="Sdk">The build of the SDK that ran it: another one may do it otherwise.</param>
/// <param name="Values">See <see cref="StepKey.Values"/>.</param>
/// <param name="Notices">To be repeated.</param>
/// <param name="AlsoWritten">What else the step has written, which no result depends on.</param>
/// <param name="RunAgain">Why the result can't be relied on; null mostly.</param>
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
    string? RunAgain = null)
{
    /// <summary>JSON's reader refuses null for a list, but not for what is in it.</summary>
    [JsonIgnore]
    public bool IsWhole => !Values.Any(v => v.Value is null) && !HasNull(Inputs) && !HasNull(Sets) && !HasNull(Outputs) && !HasNull(Notices) && !HasNull(AlsoWritten);

    public static StepRecord Of(string step, string place, string sdk) => new(step, place, sdk, new Dictionary<string, string>(), [], [], [], [], []);

    private static bool HasNull<T>(IReadOnlyList<T> list) => list.Any(i => i is null);
}

[JsonSerializable(typeof(StepRecord))]
internal sealed partial class StepRecordJson : JsonSerializerContext
{
    /// <summary>Without needless escapes, since people read paths there, too; and strict, since nothing else reads a record twice.</summary>
    public static StepRecordJson Strict { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });
}
