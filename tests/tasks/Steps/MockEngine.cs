using System.Collections;
using Microsoft.Build.Framework;

namespace RustImage.TaskTests;

/// <summary>Stands in for MSBuild, and keeps what a task logs.</summary>
internal sealed class MockEngine : IBuildEngine
{
    private readonly Lock _lock = new();

    public List<BuildErrorEventArgs> Errors { get; } = [];

    public List<BuildWarningEventArgs> Warnings { get; } = [];

    public List<BuildMessageEventArgs> Messages { get; } = [];

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "/app/app.proj";

    /// <summary>The texts of all messages that a build shows, one a line.</summary>
    public string ImportantText => Text(m => m.Importance == MessageImportance.High);

    /// <summary>The texts of all messages, one a line.</summary>
    public string AllText => Text(_ => true);

    public void Clear()
    {
        Errors.Clear();
        Warnings.Clear();
        Messages.Clear();
    }

    public void LogErrorEvent(BuildErrorEventArgs e) => Add(Errors, e);

    public void LogWarningEvent(BuildWarningEventArgs e) => Add(Warnings, e);

    public void LogMessageEvent(BuildMessageEventArgs e) => Add(Messages, e);

    public void LogCustomEvent(CustomBuildEventArgs e) => throw new NotSupportedException();

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) =>
        throw new NotSupportedException();

    /// <summary>Tasks log from several threads.</summary>
    private void Add<T>(List<T> list, T e)
    {
        lock (_lock)
            list.Add(e);
    }

    private string Text(Func<BuildMessageEventArgs, bool> isWanted)
    {
        lock (_lock)
            return string.Join('\n', Messages.Where(isWanted).Select(m => m.Message));
    }
}
