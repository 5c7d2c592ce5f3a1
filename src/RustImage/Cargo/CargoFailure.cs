using System.Text.RegularExpressions;

namespace RustImage.Cargo;

/// <summary>Turns the error output of a failed cargo into one coded message, at the file and line that cargo names.</summary>
internal static partial class CargoFailure
{
    /// <param name="manifestPath">The file of the message where cargo names none.</param>
    /// <param name="workingDirectory">The directory that paths in cargo's output are relative to.</param>
    public static Diagnostic Parse(string standardError, string manifestPath, string workingDirectory)
    {
        var lines = standardError.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        // rustup prints a backtrace where RUST_BACKTRACE is set.
        if (lines.FindIndex(l => l.StartsWith("Stack backtrace:", StringComparison.Ordinal)) is >= 0 and var trace)
            lines.RemoveRange(trace, lines.Count - trace);
        var start = Math.Max(0, lines.FindIndex(l => l.StartsWith("error", StringComparison.Ordinal)));
        var text = lines.Skip(start).Where(l => l.Length > 0 && !IsDrawing(l))
            .Select(l => l.Trim()).Aggregate("", (all, line) => Join(all, ErrorPrefix().Replace(line, "")));
        var place = lines.Select(l => Place().Match(l)).FirstOrDefault(m => m.Success);
        if (place is null)
            return Messages.CargoFailed(text.Length > 0 ? text : "cargo gave no reason", manifestPath);
        return Messages.CargoFailed(text, Path.GetFullPath(place.Groups["file"].Value, workingDirectory)) with
        {
            Line = int.Parse(place.Groups["line"].Value, null),
            Column = int.Parse(place.Groups["column"].Value, null),
        };
    }

    private static string Join(string all, string line) => all.Length == 0 ? line : all.EndsWith(':') ? $"{all} {line}" : $"{all}; {line}";

    /// <summary>Whether a line is part of a source excerpt with its gutter. The file and line of the message replace it.</summary>
    private static bool IsDrawing(string line) => Gutter().IsMatch(line) || Place().IsMatch(line) || line.Trim() == "Caused by:";

    [GeneratedRegex(@"^\s*--> (?<file>[^\0]+?):(?<line>[0-9]{1,9}):(?<column>[0-9]{1,9})\s*$")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\s*\d*\s*\|")]
    private static partial Regex Gutter();

    [GeneratedRegex(@"^error(\[\w+\])?: ")]
    private static partial Regex ErrorPrefix();
}
