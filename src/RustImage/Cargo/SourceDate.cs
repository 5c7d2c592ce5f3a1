using System.ComponentModel;
using System.Globalization;

namespace RustImage.Cargo;

/// <summary>
/// The date of the sources, for the image's <c>created</c>. The current time would change the digest with each build.
/// </summary>
/// <param name="Commit">The ID of the commit that has this time. Null where the time has another origin, or the ID is unknown.</param>
internal sealed record SourceDate(DateTimeOffset Time, string? Commit)
{
    /// <summary>
    /// Reads SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch), else the time of the current commit, else 1970-01-01.
    /// </summary>
    /// <param name="earlier">The result of an earlier build, or null. git is not asked about the same commit again.</param>
    /// <exception cref="RustImageException">RIMG5004: SOURCE_DATE_EPOCH is not a number of seconds.</exception>
    public static async Task<SourceDate> ReadAsync(
        string? sourceDateEpoch, string directory, SourceDate? earlier = null, CancellationToken cancellation = default)
    {
        if (!string.IsNullOrEmpty(sourceDateEpoch))
        {
            return long.TryParse(sourceDateEpoch, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds <= 253402300799 // the end of the year 9999
                ? new(DateTimeOffset.FromUnixTimeSeconds(seconds), null)
                : throw Messages.BadSourceDateEpoch(sourceDateEpoch).ToException();
        }
        var commit = GitHead.Read(directory, Environment.GetEnvironmentVariable);
        if (commit is not null && commit == earlier?.Commit)
            return earlier;
        return await CommitTimeAsync(directory, cancellation).ConfigureAwait(false) is { } time
            ? new(time, commit) : new(DateTimeOffset.UnixEpoch, null);
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
