using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using RustImage.Cargo;

namespace RustImage.Tasks;

/// <summary>The only way from a task to MSBuild's log. It makes hidden characters visible (<see cref="ForeignText"/>).</summary>
/// <param name="projectFile">The place of a message that is about no other file.</param>
internal sealed class TaskLog(TaskLoggingHelper log, IBuildEngine engine, string projectFile)
{
    public bool HasLoggedErrors => log.HasLoggedErrors;

    /// <param name="format">With {0}, {1} … for the values.</param>
    public void LogMessage(MessageImportance importance, [ConstantExpected] string format, params object?[] values) => log.LogMessage(
        importance, format, [.. values.Select(v => Show(v))]);

    public void LogMessage(Announcement announcement) => log.LogMessage(
        announcement.IsImportant ? MessageImportance.High : MessageImportance.Normal,
        announcement.Text.Format, [.. announcement.Text.GetArguments().Select(v => Show(v))]);

    /// <summary>Logs text of rustc or cargo, of any length.</summary>
    public void LogLines(MessageImportance importance, string text) => log.LogMessage(importance, "{0}", ForeignText.Lines(text));

    /// <summary>Logs what the user's own program writes, with its colours.</summary>
    public void LogOutput(string line) => log.LogMessage(MessageImportance.High, "{0}", line);

    /// <summary>Shows lines in every logger, the terminal logger of an interactive build included, which drops messages.</summary>
    /// <remarks>
    /// The terminal logger shows what test runners mark as output, and only from a project that runs the target _TestRunStart
    /// (dotnet/msbuild, TerminalLogger.MessageRaised). To other loggers it is a message.
    /// </remarks>
    public void Print(IEnumerable<string> lines) => engine.LogMessageEvent(new ExtendedBuildMessageEventArgs(
        "TLTESTOUTPUT", string.Join(Environment.NewLine, lines.Select(l => ForeignText.Brief(l))), null, nameof(ExplainImage),
        MessageImportance.High));

    public void LogError(Diagnostic diagnostic) =>
        log.LogError(null, diagnostic.Code, null, Place(diagnostic.File), diagnostic.Line, diagnostic.Column, 0, 0, diagnostic.Text);

    public void LogWarning(Diagnostic diagnostic) =>
        log.LogWarning(null, diagnostic.Code, null, Place(diagnostic.File), diagnostic.Line, diagnostic.Column, 0, 0, diagnostic.Text);

    public void LogMessage(Diagnostic diagnostic, MessageImportance importance) => log.LogMessage(
        null, diagnostic.Code, null, Place(diagnostic.File), diagnostic.Line, diagnostic.Column, 0, 0, importance, diagnostic.Text);

    /// <summary>Logs a message of rustc in the form of a C# message, from which build servers make annotations.</summary>
    public void LogCompiler(CompilerDiagnostic diagnostic)
    {
        var (code, file, text) = (ForeignText.Brief(diagnostic.Code), Place(diagnostic.File), ForeignText.Lines(diagnostic.Text));
        if (diagnostic.IsError)
            log.LogError(null, code, null, file, diagnostic.Line, diagnostic.Column, 0, 0, text);
        else
            log.LogWarning(null, code, null, file, diagnostic.Line, diagnostic.Column, 0, 0, text);
        LogLines(MessageImportance.Normal, diagnostic.Rendered);
    }

    private static string Show(object? value) => ForeignText.Brief(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    private string Place(string? file) => ForeignText.Brief(file ?? projectFile);
}
