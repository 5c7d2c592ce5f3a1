using System.Diagnostics;
using System.Globalization;
using Microsoft.Build.Framework;
using RustImage.Debian.Downloads;

namespace RustImage.Tasks;

/// <summary>Shows that a download goes on: a line at its start and at its end, and one every few seconds between.</summary>
internal sealed class DownloadLog(TaskLog log) : IProgress<DownloadProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private long _shown;

    public void Report(DownloadProgress value)
    {
        var done = value.FilesDone == value.Files;
        if (!done && _shown != 0 && Stopwatch.GetElapsedTime(_shown) < Interval)
            return;
        _shown = done ? 0 : Stopwatch.GetTimestamp();
        var (bytes, total) = (value.Bytes / 1e6, value.TotalBytes / 1e6);
        log.LogMessage(MessageImportance.High, "{0} {1}", done ? "Downloaded" : "Downloading", string.Create(
            CultureInfo.InvariantCulture, $"{value.Name}: {value.FilesDone} of {value.Files} files, {bytes:0.0} of {total:0.0} MB"));
    }
}
