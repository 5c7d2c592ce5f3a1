using System.Globalization;
using System.Text.Json;

namespace RustImage.Images;

/// <summary>
/// How an engine finds out whether a container works: a part of Docker's own image format (docker-image-spec, "Healthcheck"), which Docker reads from
/// configurations of OCI, too. Others ignore it.
/// </summary>
/// <param name="Command">A program of the image and its arguments, run without a shell; an exit code of 0 means healthy.</param>
/// <param name="Interval">Between two runs, in nanoseconds like all of these; 0 is the engine's default, and is not written.</param>
/// <param name="StartPeriod">At a container's start, when failures don't count.</param>
/// <param name="StartInterval">Between two runs in that period.</param>
/// <param name="Retries">Failures in a row that make a container unhealthy; 0 is the engine's default.</param>
public sealed record HealthCheck(
    IReadOnlyList<string> Command, long Interval = 0, long Timeout = 0, long StartPeriod = 0, long StartInterval = 0, int Retries = 0)
{
    private const string Property = "ContainerHealthCheck";
    private const long Millisecond = 1_000_000;

    /// <summary>From the texts of a project, each of which may be empty.</summary>
    /// <returns>Null without a command.</returns>
    /// <exception cref="RustImageException">RIMG5012: no duration. RIMG5013: no number of retries. RIMG5014: settings of no command.</exception>
    public static HealthCheck? Create(
        IReadOnlyList<string> command, string interval, string timeout, string startPeriod, string startInterval, string retries)
    {
        var check = new HealthCheck(
            command,
            ParseDuration(nameof(Interval), interval),
            ParseDuration(nameof(Timeout), timeout),
            ParseDuration(nameof(StartPeriod), startPeriod),
            ParseDuration(nameof(StartInterval), startInterval),
            ParseRetries(retries));
        if (command.Count > 0)
            return check;
        var settings = new[] { (nameof(Interval), interval), (nameof(Timeout), timeout), (nameof(StartPeriod), startPeriod), (nameof(StartInterval), startInterval), (nameof(Retries), retries) };
        return settings.FirstOrDefault(s => s.Item2.Length > 0) is (string name, var value)
            ? throw Messages.HealthCheckWithoutCommand(Property + name, value).ToException()
            : null;
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("Healthcheck");
        json.WriteStrings("Test", ["CMD", .. Command]);
        WriteNumber(nameof(Interval), Interval);
        WriteNumber(nameof(Timeout), Timeout);
        WriteNumber(nameof(StartPeriod), StartPeriod);
        WriteNumber(nameof(StartInterval), StartInterval);
        WriteNumber(nameof(Retries), Retries);
        json.WriteEndObject();

        void WriteNumber(string name, long number)
        {
            if (number > 0)
                json.WriteNumber(name, number);
        }
    }

    /// <summary>Docker refuses to start a container with less than a millisecond.</summary>
    private static long ParseDuration(string name, string text)
    {
        if (text.Length == 0)
            return 0;
        return Duration.Parse(text) is { } nanoseconds and (0 or >= Millisecond) ? nanoseconds : throw Messages.BadDuration(Property + name, text).ToException();
    }

    private static int ParseRetries(string text)
    {
        if (text.Length == 0)
            return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var retries) ? retries : throw Messages.BadRetries(text).ToException();
    }
}
