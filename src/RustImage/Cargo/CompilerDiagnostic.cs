namespace RustImage.Cargo;

/// <summary>An error or warning of rustc's at its place in the source, in the form that MSBuild and Visual Studio take.</summary>
/// <param name="Code">rustc's code or the lint's name (E0425, unused_variables); "rustc" where it gives none.</param>
/// <param name="File">An absolute path, or null where the message is about no place (a linker error).</param>
/// <param name="Line">1-based, as is the column; 0 where there is no place.</param>
/// <param name="Rendered">The text with source lines that rustc itself would have printed.</param>
public sealed record CompilerDiagnostic(
    bool IsError, string Code, string Text, string? File, int Line, int Column, string Rendered)
{
    /// <param name="rustFlags">Those that rustc was called with: its messages name files by the directories that they remap to.</param>
    /// <returns>Null for what only repeats or counts other messages.</returns>
    internal static CompilerDiagnostic? From(RustcMessage message, string workspaceRoot, IReadOnlyList<string> rustFlags)
    {
        var isError = message.Level.StartsWith("error", StringComparison.Ordinal);
        if (!isError && message.Level != "warning")
            return null;
        if (message.Spans.Count == 0 && (message.Message.StartsWith("aborting due to", StringComparison.Ordinal)
                                         || message.Message.EndsWith("emitted", StringComparison.Ordinal)))
            return null;
        var primary = message.Spans.FirstOrDefault(s => s.IsPrimary) ?? (message.Spans is [var first, ..] ? first : null);
        var place = primary is null ? null : UserCode(primary, Locate);
        return new CompilerDiagnostic(
            isError,
            message.Code?.Code ?? "rustc",
            Explain(message, primary),
            place is null ? null : Locate(place.FileName),
            place?.LineStart ?? 0,
            place?.ColumnStart ?? 0,
            message.Rendered ?? message.Message);

        string Locate(string name) => Path.GetFullPath(PathRemapping.Original(name, rustFlags), workspaceRoot);
    }

    /// <summary>Follows macro expansions outwards, from the standard library's own source to the call in a file that exists here.</summary>
    private static RustcSpan UserCode(RustcSpan span, Func<string, string> locate)
    {
        var place = span;
        while (place.Expansion is not null && !System.IO.File.Exists(locate(place.FileName)))
            place = place.Expansion.Span;
        return place;
    }

    /// <summary>The message with the primary span's label and the help lines, which often hold the remedy.</summary>
    private static string Explain(RustcMessage message, RustcSpan? primary)
    {
        var text = message.Message;
        if (!string.IsNullOrEmpty(primary?.Label))
            text += ": " + primary.Label;
        // A linker that fails says why in several lines, after its whole command line.
        var lines = message.Spans.Count == 0 ? 5 : 1;
        var remarks = message.Children.Where(c => c.Level is "help" or "note" && !IsNoise(c.Message));
        return remarks.Aggregate(text, (all, child) => $"{all} ({child.Level}: {FirstLines(child.Message, lines)})");
    }

    /// <summary>Which lint it is, which is the code already; and the linker's command line.</summary>
    private static bool IsNoise(string note) =>
        note.StartsWith("`#[", StringComparison.Ordinal) || note.TrimStart().StartsWith('"') || note.StartsWith("some arguments are omitted", StringComparison.Ordinal);

    private static string FirstLines(string text, int count) =>
        string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(count));
}
