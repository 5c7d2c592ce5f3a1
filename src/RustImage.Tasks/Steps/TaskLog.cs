using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using RustImage.Cargo;

namespace RustImage.Tasks;

/// <summary>MSBuild's log, which a task reaches only through here: every text of others is shown by <see cref="ForeignText"/>.</summary>
/// <param name="projectFile">Where a message is shown that is about no other file.</param>
internal sealed class TaskLog(TaskLoggingHelper log, IBuildEngine engine, string projectFile)
{
    public bool HasLoggedErrors => log.HasLoggedErrors;

    /// <param name="format">With {0}, {1} … for the values.</param>
    public void LogMessage(MessageImportance importance, [ConstantExpected] string format, params object?[] values) => log.LogMessage(
        importance, format, [.. values.Select(v => ForeignText.Brief(Convert.ToString(v, CultureInfo.InvariantCulture) ?? ""))]);

    /// <summary>Text of a compiler or of cargo, of any length.</summary>
    public void LogLines(MessageImportance importance, string text) => log.LogMessage(importance, "{0}", ForeignText.Lines(text));

    /// <summary>What the user's own program writes: as it is, with its colours.</summary>
    public void LogOutput(string line) => log.LogMessage(MessageImportance.High, "{0}", line);

    /// <summary>Shows lines also where the terminal logger, which an interactive build has, drops messages.</summary>
    /// <remarks>
    /// It shows only what test runners mark so, and only of a project that runs the target _TestRunStart (dotnet/msbuild,
    /// TerminalLogger.MessageRaised). To other loggers it is a message.
    /// </remarks>
    public void Print(IEnumerable<string> lines) => engine.LogMessageEvent(new ExtendedBuildMessageEventArgs(
        "TLTESTOUTPUT", string.Join(Environment.NewLine, lines.Select(ForeignText.Brief)), null, nameof(ExplainImage),
        MessageImportance.High));

    public void LogError(Diagnostic diagnostic) =>
        log.LogError(null, diagnostic.Code, null, Place(diagnostic.File), diagnostic.Line, diagnostic.Column, 0, 0, diagnostic.Text);

    public void LogWarning(Diagnostic diagnostic) =>
        log.LogWarning(null, diagnostic.Code, null, Place(diagnostic.File), diagnostic.Line, diagnostic.Column, 0, 0, diagnostic.Text);

    public void LogMessage(Diagnostic diagnostic, MessageImportance importance) => log.LogMessage(
        null, diagnostic.Code, null, Place(diagnostic.File), diagnostic.Line, diagnostic.Column, 0, 0, importance, diagnostic.Text);

    /// <summary>In the form of C#'s messages, without subcategory and end: build servers find their annotations by it.</summary>
    public void LogCompiler(CompilerDiagnostic diagnostic)
    {
        var (code, file, text) = (ForeignText.Brief(diagnostic.Code), Place(diagnostic.File), ForeignText.Lines(diagnostic.Text));
        if (diagnostic.IsError)
            log.LogError(null, code, null, file, diagnostic.Line, diagnostic.Column, 0, 0, text);
        else
            log.LogWarning(null, code, null, file, diagnostic.Line, diagnostic.Column, 0, 0, text);
        LogLines(MessageImportance.Normal, diagnostic.Rendered);
    }

    private string Place(string? file) => ForeignText.Brief(file ?? projectFile);
}
