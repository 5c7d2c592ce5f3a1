using System.Collections;
using System.Text;
using System.Text.Json.Serialization;
using RustImage.Cargo;
using RustImage.State;

namespace RustImage.Toolchain;

/// <summary>
/// Keeps the output of rustc and cargo in a file, under a key of everything that it depends on: the path, size and time of the real
/// program; the files by which rustup chooses it; the environment variables that these tools read; and the arguments.
/// </summary>
internal sealed class ToolAnswerCache
{
    /// <summary>
    /// The number of answers that are kept: enough for two kinds of builds in turn, such as an editor's and a terminal's.
    /// </summary>
    private const int Kept = 8;

    private readonly string? _path;
    private readonly List<ToolAnswer> _answers;

    private ToolAnswerCache(string? path, IEnumerable<ToolAnswer> answers) => (_path, _answers) = (path, [.. answers]);

    /// <summary>A cache that keeps nothing.</summary>
    public static ToolAnswerCache None => new(null, []);

    /// <param name="path">The file of the cache. A missing or damaged file counts as empty.</param>
    public static ToolAnswerCache Open(string path)
    {
        return new ToolAnswerCache(path, BuildStep.TryRead(path, ToolAnswerJson.Default.ToolAnswerArray) ?? []);
    }

    /// <summary>Returns the same cargo, with its version taken from the cache.</summary>
    public CargoTool For(CargoTool cargo) => cargo with
    {
        VersionSource = async cancellation => CargoTool.ParseVersion(await AskAsync(
            "cargo", cargo.Program, ["--version"], cargo, () => cargo.VersionTextAsync(cancellation), (_, _) => true)
            .ConfigureAwait(false)),
    };

    /// <summary>Returns the kept answer of a tool, or starts the tool and keeps its answer.</summary>
    /// <param name="tool">"rustc" or "cargo".</param>
    /// <param name="start">Starts the tool, and returns its standard output.</param>
    /// <param name="isOf">Tells whether an answer is of the program at a path. Other answers are not kept.</param>
    internal async Task<string> AskAsync(
        string tool, string program, IReadOnlyList<string> arguments, CargoTool context, Func<Task<string>> start,
        Func<string, string, bool> isOf)
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
            new BuildStep(nameof(ToolAnswerCache), _path, "").Keep([.. _answers.Take(Kept)], ToolAnswerJson.Default.ToolAnswerArray);
        }
        return text;
    }

    private static Digest KeyOf(ToolIdentity identity, string program, IReadOnlyList<string> arguments, CargoTool context) =>
        Digest.OfBytes(Encoding.UTF8.GetBytes(string.Join('\0',
        [
            "2", identity.Program!, program, context.WorkingDirectory, .. arguments, .. Variables(context),
            .. identity.Files.SelectMany(f => new[] { f, StateOf(f) }),
        ])));

    private static string StateOf(string path) => StampReaderFactory.OfThisSystem.Of(path)?.ToString() ?? $"{ContentDigest.Of(path)}";

    /// <summary>Whether the answer also depends on this machine's processor (native) or on a file of arguments.</summary>
    private static bool DependsOnMore(string argument) => argument.StartsWith('@') || argument.Contains("native", StringComparison.Ordinal);

    private static IEnumerable<string> Variables(CargoTool context)
    {
        var all = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value, StringComparer.Ordinal);
        foreach (var (name, value) in context.Environment ?? new Dictionary<string, string?>())
            all[name] = value;
        return all.Where(v => v.Value is not null && Counts(v.Key)).Select(v => $"{v.Key}={v.Value}").Order(StringComparer.Ordinal);
    }

    private static bool Counts(string name) =>
        name.StartsWith("RUST", StringComparison.OrdinalIgnoreCase) || name.StartsWith("CARGO", StringComparison.OrdinalIgnoreCase)
        || name is "LD_LIBRARY_PATH" or "LD_PRELOAD" or "DYLD_LIBRARY_PATH";
}

/// <summary>One kept answer of rustc or cargo.</summary>
/// <param name="Key">The digest of everything that the answer depends on.</param>
/// <param name="Text">The standard output.</param>
internal sealed record ToolAnswer(string Key, string Text);

[JsonSerializable(typeof(ToolAnswer[]))]
internal sealed partial class ToolAnswerJson : JsonSerializerContext;
