using System.ComponentModel;
using System.Globalization;

namespace RustImage.Cargo;

/// <summary>
/// Gives the date of the sources for the image's <c>created</c>. The current time would change the digest with each build.
/// </summary>
internal static class SourceDate
{
    /// <summary>
    /// Reads SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch), else the time of the current commit, else 1970-01-01.
    /// </summary>
    /// <exception cref="RustImageException">RIMG5004: SOURCE_DATE_EPOCH is not a number of seconds.</exception>
    public static async Task<DateTimeOffset> ReadAsync(string? sourceDateEpoch, string directory, CancellationToken cancellation = default)
    {
        if (!string.IsNullOrEmpty(sourceDateEpoch))
        {
            return long.TryParse(sourceDateEpoch, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds <= 253402300799 // the end of the year 9999
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : throw Messages.BadSourceDateEpoch(sourceDateEpoch).ToException();
        }
        return await CommitTimeAsync(directory, cancellation).ConfigureAwait(false) ?? DateTimeOffset.UnixEpoch;
    }

    private static async Task<DateTimeOffset?> CommitTimeAsync(string directory, CancellationToken cancellation)
    {
        try
        {
            var command = new Command("git", ["-c", "log.showSignature=false", "log", "-1", "--format=%ct"], directory);
            var answer = await ProcessRunner.CaptureAsync(command, cancellation).ConfigureAwait(false);
            return answer.ExitCode == 0 && long.TryParse(answer.StandardOutput.Trim(), CultureInfo.InvariantCulture, out var seconds)
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
        }
        catch (Win32Exception)
        {
            return null; // git is not installed
        }
    }
}
