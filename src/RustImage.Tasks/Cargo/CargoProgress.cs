using System.Diagnostics;
using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <summary>Shows that a long compilation goes on: one line of cargo every few seconds. The others have normal importance.</summary>
internal sealed class CargoProgress(TaskLog log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    private int _compiled;

    /// <param name="line">A line of cargo's standard error.</param>
    public void Report(string line)
    {
        var text = line.Trim();
        var compiles = text.StartsWith("Compiling ", StringComparison.Ordinal);
        if (compiles)
            _compiled++;
        if (!compiles || _sinceShown.Elapsed < Interval)
        {
            log.LogLines(MessageImportance.Normal, line);
            return;
        }
        _sinceShown.Restart();
        log.LogMessage(MessageImportance.High, "{0} ({1} crates so far)", text, _compiled);
    }
}
