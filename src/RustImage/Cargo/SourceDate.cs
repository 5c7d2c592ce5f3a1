using System.ComponentModel;
using System.Globalization;

namespace RustImage.Cargo;

/// <summary>When the sources were made, for the image's <c>created</c>: never the clock, which would change the digest.</summary>
public static class SourceDate
{
    /// <summary>SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch), else the commit's time, else the epoch.</summary>
    /// <exception cref="RustImageException">RIMG5004: SOURCE_DATE_EPOCH is not a number of seconds.</exception>
    public static async Task<DateTimeOffset> ReadAsync(string? sourceDateEpoch, string directory, CancellationToken cancellation = default)
    {
        if (!string.IsNullOrEmpty(sourceDateEpoch))
        {
            return long.TryParse(sourceDateEpoch, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 253402300799
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : throw Messages.BadSourceDateEpoch(sourceDateEpoch).ToException();
        }
        return await CommitTimeAsync(directory, cancellation).ConfigureAwait(false) ?? DateTimeOffset.UnixEpoch;
    }

    private static async Task<DateTimeOffset?> CommitTimeAsync(string directory, CancellationToken cancellation)
    {
        try
        {
            var answer = await ProcessRunner.CaptureAsync(new Command("git", ["-c", "log.showSignature=false", "log", "-1", "--format=%ct"], directory), cancellation).ConfigureAwait(false);
            return answer.ExitCode == 0 && long.TryParse(answer.StandardOutput.Trim(), CultureInfo.InvariantCulture, out var seconds)
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
        }
        catch (Win32Exception)
        {
            return null; // no git on this machine
        }
    }
}
