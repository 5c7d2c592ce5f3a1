using System.Globalization;
using Microsoft.Build.Framework;
using RustImage.Debian.Downloads;

namespace RustImage.Tasks;

/// <summary>Shows that a download goes on: one line at its start and its end, and one every few seconds between.</summary>
internal sealed class DownloadLog(TaskLog log) : IProgress<DownloadProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private long _shown;

    public void Report(DownloadProgress value)
    {
        var done = value.FilesDone == value.Files;
        if (!done && _shown != 0 && System.Diagnostics.Stopwatch.GetElapsedTime(_shown) < Interval)
            return;
        _shown = done ? 0 : System.Diagnostics.Stopwatch.GetTimestamp();
        log.LogMessage(MessageImportance.High, "{0} {1}", done ? "Downloaded" : "Downloading", string.Create(
            CultureInfo.InvariantCulture, $"{value.Name}: {value.FilesDone} of {value.Files} files, {value.Bytes / 1e6:0.0} of {value.TotalBytes / 1e6:0.0} MB"));
    }
}
