using System.Globalization;
using System.Text.Json;

namespace RustImage.Images;

/// <summary>The command by which an engine checks that a container works.</summary>
/// <remarks>
/// It belongs to Docker's own image format (docker-image-spec, "Healthcheck"). Docker also reads it in configurations of OCI; other
/// tools ignore it. All times are in nanoseconds. 0 means the engine's default, and is not written.
/// </remarks>
/// <param name="Command">A program of the image and its arguments, run without a shell. The exit code 0 means healthy.</param>
/// <param name="Interval">The time between two runs.</param>
/// <param name="Timeout">The time after which a run has failed.</param>
/// <param name="StartPeriod">The time after the container's start in which failures don't count.</param>
/// <param name="StartInterval">The time between two runs in the start period.</param>
/// <param name="Retries">The number of failures in a row that make a container unhealthy; 0 means the engine's default.</param>
internal sealed record HealthCheck(
    IReadOnlyList<string> Command, long Interval = 0, long Timeout = 0, long StartPeriod = 0, long StartInterval = 0, int Retries = 0)
{
    private const string Property = "ContainerHealthCheck";
    private const long Millisecond = 1_000_000;

    /// <summary>Parses the texts of a project. Each of them may be empty.</summary>
    /// <returns>Null without a command.</returns>
    /// <exception cref="RustImageException">
    /// RIMG5012: a duration is invalid. RIMG5013: the number of retries is invalid. RIMG5014: there are settings without a command.
    /// </exception>
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
        var settings = new[]
        {
            (nameof(Interval), interval), (nameof(Timeout), timeout), (nameof(StartPeriod), startPeriod),
            (nameof(StartInterval), startInterval), (nameof(Retries), retries),
        };
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

    /// <summary>Docker does not start a container whose health check has a time below one millisecond.</summary>
    private static long ParseDuration(string name, string text)
    {
        if (text.Length == 0)
            return 0;
        return Duration.Parse(text) is { } nanoseconds and (0 or >= Millisecond)
            ? nanoseconds : throw Messages.BadDuration(Property + name, text).ToException();
    }

    private static int ParseRetries(string text)
    {
        if (text.Length == 0)
            return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var retries)
            ? retries : throw Messages.BadRetries(text).ToException();
    }
}
