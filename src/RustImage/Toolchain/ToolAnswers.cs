using System.Collections;
using System.Text;
using System.Text.Json.Serialization;
using RustImage.Cargo;
using RustImage.State;

namespace RustImage.Toolchain;

/// <summary>
/// What rustc and cargo said when they were asked, kept in a file under a key of everything that the answer depends on: the real
/// program's path, size and time; what makes rustup choose it; the variables that these tools read; and the arguments.
/// </summary>
public sealed class ToolAnswers
{
    /// <summary>Enough for two builds that take turns, for example of an editor and a terminal.</summary>
    private const int Kept = 8;

    private readonly string? _path;
    private readonly List<ToolAnswer> _answers;

    private ToolAnswers(string? path, IEnumerable<ToolAnswer> answers) => (_path, _answers) = (path, [.. answers]);

    /// <summary>Nothing is kept.</summary>
    public static ToolAnswers None => new(null, []);

    /// <param name="path">Where they are kept; a file that is missing or damaged holds none.</param>
    public static ToolAnswers Open(string path)
    {
        return new ToolAnswers(path, BuildStep.TryRead(path, ToolAnswerJson.Default.ToolAnswerArray) ?? []);
    }

    /// <summary>The same cargo, whose version is not asked for twice.</summary>
    public CargoTool For(CargoTool cargo) => cargo with
    {
        VersionSource = async cancellation => CargoTool.ParseVersion(await AskAsync(
            "cargo", cargo.Program, ["--version"], cargo, () => cargo.VersionTextAsync(cancellation), (_, _) => true).ConfigureAwait(false)),
    };

    /// <summary>An answer that is kept, or a new one.</summary>
    /// <param name="tool">"rustc" or "cargo".</param>
    /// <param name="start">Starts it.</param>
    /// <param name="isOf">Whether an answer comes from the program at a path; else it is not kept.</param>
    internal async Task<string> AskAsync(
        string tool, string program, IReadOnlyList<string> arguments, CargoTool context, Func<Task<string>> start, Func<string, string, bool> isOf)
    {
        var identity = ToolIdentity.Find(tool, program, context.WorkingDirectory, context.Variable);
        if (_path is null || identity.Program is null || arguments.Any(DependsOnMore))
            return await start().ConfigureAwait(false);
        var key = KeyOf(identity, program, arguments, context).ToString();
        if (_answers.Find(a => a.Key == key) is { } kept)
            return kept.Text;
        var text = await start().ConfigureAwait(false);
        if (isOf(text, identity.Program))
        {
            _answers.Insert(0, new ToolAnswer(key, text));
            new BuildStep(nameof(ToolAnswers), _path, "").Keep([.. _answers.Take(Kept)], ToolAnswerJson.Default.ToolAnswerArray);
        }
        return text;
    }

    private static Digest KeyOf(ToolIdentity identity, string program, IReadOnlyList<string> arguments, CargoTool context) => Digest.OfBytes(
        Encoding.UTF8.GetBytes(string.Join('\0',
        [
            "2", identity.Program!, program, context.WorkingDirectory, .. arguments, .. Variables(context),
            .. identity.Files.SelectMany(f => new[] { f, StateOf(f) }),
        ])));

    private static string StateOf(string path) => StampReaderFactory.OfThisSystem.Of(path)?.ToString() ?? $"{ContentDigest.Of(path)}";

    /// <summary>This machine's processor, or a file of arguments.</summary>
    private static bool DependsOnMore(string argument) => argument.StartsWith('@') || argument.Contains("native", StringComparison.Ordinal);

    private static IEnumerable<string> Variables(CargoTool context)
    {
        var all = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value, StringComparer.Ordinal);
        foreach (var (name, value) in context.Environment ?? new Dictionary<string, string?>())
            all[name] = value;
        return all.Where(v => v.Value is not null && Counts(v.Key)).Select(v => $"{v.Key}={v.Value}").Order(StringComparer.Ordinal);
    }

    private static bool Counts(string name) =>
        name.StartsWith("RUST", StringComparison.OrdinalIgnoreCase) || name.StartsWith("CARGO", StringComparison.OrdinalIgnoreCase)
        || name is "LD_LIBRARY_PATH" or "LD_PRELOAD" or "DYLD_LIBRARY_PATH";
}

/// <param name="Key">A digest.</param>
/// <param name="Text">Standard output.</param>
internal sealed record ToolAnswer(string Key, string Text);

[JsonSerializable(typeof(ToolAnswer[]))]
internal sealed partial class ToolAnswerJson : JsonSerializerContext;
