using System.Diagnostics;
using System.Globalization;
using Microsoft.Build.Framework;
using RustImage.Base;
using RustImage.Outputs.Registries;

namespace RustImage.Tasks;

/// <summary>Shows every few seconds that a push or a pull goes on. A quick one gets no line.</summary>
internal sealed class TransferLog(TaskLog log) : IProgress<PushProgress>, IProgress<BaseProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private long _shown = Stopwatch.GetTimestamp();

    public void Report(PushProgress value) => Show("Pushing", value.Bytes, value.TotalBytes);

    public void Report(BaseProgress value) => Show($"Pulling {value.Name}", value.Bytes, value.TotalBytes);

    private void Show(string what, long bytes, long total)
    {
        lock (_lock)
        {
            if (Stopwatch.GetElapsedTime(_shown) < Interval)
                return;
            _shown = Stopwatch.GetTimestamp();
        }
        log.LogMessage(
            MessageImportance.High, "{0}",
            string.Create(CultureInfo.InvariantCulture, $"{what}: {bytes / 1e6:0.0} of {total / 1e6:0.0} MB"));
    }
}
