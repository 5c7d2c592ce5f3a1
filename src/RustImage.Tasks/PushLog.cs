using System.Diagnostics;
using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using RustImage.Outputs.Registries;

namespace RustImage.Tasks;

/// <summary>Shows that a push goes on, every few seconds; a quick one needs no such line.</summary>
internal sealed class PushLog(TaskLoggingHelper log) : IProgress<PushProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private long _shown = Stopwatch.GetTimestamp();

    public void Report(PushProgress value)
    {
        lock (_lock)
        {
            if (Stopwatch.GetElapsedTime(_shown) < Interval)
                return;
            _shown = Stopwatch.GetTimestamp();
        }
        log.LogMessage(MessageImportance.High, "{0}", string.Create(
            CultureInfo.InvariantCulture, $"Pushing: {value.Bytes / 1e6:0.0} of {value.TotalBytes / 1e6:0.0} MB"));
    }
}
