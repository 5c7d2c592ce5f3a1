using System.Text;
using System.Text.Json.Serialization;

namespace RustImage.Cargo;

/// <summary>One line of <c>cargo build --message-format=json</c> (doc.rust-lang.org/cargo/reference/external-tools.html).</summary>
internal sealed record CargoMessage(string Reason)
{
    private static readonly string[] Reasons = ["compiler-artifact", "compiler-message", "build-script-executed", "build-finished"];

    private static readonly JsonShape<CargoMessage> Shape = new(CargoMessageJson.Default);

    /// <returns>
    /// Null where the line is not a message of cargo. Macros and wrappers of rustc print to standard output too, and may print anything.
    /// </returns>
    public static CargoMessage? Parse(string line) =>
        line.StartsWith('{') && ForeignJson.TryDeserialize(Encoding.UTF8.GetBytes(line), Shape) is { IsSound: true } message
            ? message
            : null;

    /// <summary>A URL. Before cargo 1.77: name and version, then the URL in parentheses.</summary>
    public string? PackageId { get; init; }

    /// <summary>Whether the package is in a directory of the user, not from a registry or a Git repository.</summary>
    public bool IsLocal =>
        PackageId is { } id && (id.StartsWith("path+", StringComparison.Ordinal) || id.Contains("(path+", StringComparison.Ordinal));

    /// <summary>The path of the package's Cargo.toml.</summary>
    public string? ManifestPath { get; init; }

    public CargoTarget? Target { get; init; }

    public string? Executable { get; init; }

    /// <summary>The paths of an artifact's files.</summary>
    public IReadOnlyList<string>? Filenames { get; init; }

    public RustcMessage? Message { get; init; }

    /// <summary>Whether the reason is known and every path is a valid one.</summary>
    private bool IsSound => Reasons.Contains(Reason)
        && new[] { ManifestPath, Executable }.OfType<string>().All(p => Path.IsPathFullyQualified(p) && RustcSpan.IsPath(p))
        && (Message is null || Message.Spans.All(s => s.IsSound));
}

/// <summary>A diagnostic of rustc (doc.rust-lang.org/rustc/json.html).</summary>
internal sealed record RustcMessage(string Message, string Level, IReadOnlyList<RustcSpan> Spans, IReadOnlyList<RustcMessage> Children)
{
    public RustcCode? Code { get; init; }

    public string? Rendered { get; init; }
}

internal sealed record RustcCode(string Code);

/// <summary>A place in the source that a diagnostic is about.</summary>
/// <param name="LineStart">1-based, like the column.</param>
/// <param name="Expansion">The macro call that expanded to this code; null for other code.</param>
internal sealed record RustcSpan(
    string FileName, int LineStart, int ColumnStart, bool IsPrimary, string? Label, RustcExpansion? Expansion = null)
{
    public bool IsSound => IsPath(FileName) && LineStart > 0 && ColumnStart > 0 && Expansion?.Span.IsSound != false;

    public static bool IsPath(string text) => text.Length > 0 && !text.Contains('\0');
}

internal sealed record RustcExpansion(RustcSpan Span);

/// <summary>
/// Reads messages without reflection, which would cost each build 50 ms. Nested macros make nested JSON, up to rustc's recursion_limit.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = 1024)]
[JsonSerializable(typeof(CargoMessage))]
internal sealed partial class CargoMessageJson : JsonSerializerContext;
