namespace RustImage.Cargo;

/// <summary>An error or warning of rustc, with the file and line that MSBuild and Visual Studio show.</summary>
/// <param name="Code">The code of the error or the name of the lint (E0425, unused_variables); "rustc" where there is none.</param>
/// <param name="File">An absolute path; null where the message has no place in the source, as for a linker error.</param>
/// <param name="Line">1-based, like the column; 0 where there is no place.</param>
/// <param name="Rendered">The text that rustc prints in a terminal, with source lines.</param>
internal sealed record CompilerDiagnostic(
    bool IsError, string Code, string Text, string? File, int Line, int Column, string Rendered)
{
    /// <param name="rustFlags">
    /// The flags that rustc was called with. Its messages name files by the directories that these remap to.
    /// </param>
    /// <returns>Null for notes, and for a summary such as "aborting due to 2 previous errors".</returns>
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

    /// <summary>Follows macro expansions outwards, from source of the standard library to a call in a file that exists here.</summary>
    private static RustcSpan UserCode(RustcSpan span, Func<string, string> locate)
    {
        var place = span;
        while (place.Expansion is not null && !System.IO.File.Exists(locate(place.FileName)))
            place = place.Expansion.Span;
        return place;
    }

    /// <summary>Joins the message with the label of the primary span and with the help lines, which often say what to do.</summary>
    private static string Explain(RustcMessage message, RustcSpan? primary)
    {
        var text = message.Message;
        if (!string.IsNullOrEmpty(primary?.Label))
            text += ": " + primary.Label;
        // A failing linker says why in several lines, which follow its command line.
        var lines = message.Spans.Count == 0 ? 5 : 1;
        var remarks = message.Children.Where(c => c.Level is "help" or "note" && !IsNoise(c.Message));
        return remarks.Aggregate(text, (all, child) => $"{all} ({child.Level}: {FirstLines(child.Message, lines)})");
    }

    /// <summary>Whether a note only names the lint, which the code does already, or is the linker's command line.</summary>
    private static bool IsNoise(string note) =>
        note.StartsWith("`#[", StringComparison.Ordinal) || note.TrimStart().StartsWith('"')
        || note.StartsWith("some arguments are omitted", StringComparison.Ordinal);

    private static string FirstLines(string text, int count) =>
        string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(count));
}
