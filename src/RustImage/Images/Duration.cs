using System.Globalization;
using System.Text.RegularExpressions;

namespace RustImage.Images;

/// <summary>
/// Parses lengths of time in Go's form (pkg.go.dev/time, ParseDuration), as Docker does: <c>1m30s</c>, <c>1.5h</c>, <c>500ms</c>.
/// </summary>
internal static partial class Duration
{
    /// <returns>Nanoseconds; null where the text has another form, or the time is negative or longer than 292 years.</returns>
    public static long? Parse(string text)
    {
        if (text == "0")
            return 0;
        var match = Form().Match(text);
        if (!match.Success)
            return null;
        var sum = 0m;
        foreach (var (number, unit) in match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures))
        {
            if (!decimal.TryParse(number.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                || value > long.MaxValue)
                return null;
            sum += value * Nanoseconds(unit.Value);
        }
        return sum > long.MaxValue ? null : (long)sum;
    }

    private static decimal Nanoseconds(string unit) => unit switch
    {
        "h" => 3_600_000_000_000,
        "m" => 60_000_000_000,
        "s" => 1_000_000_000,
        "ms" => 1_000_000,
        "ns" => 1,
        _ => 1_000,
    };

    [GeneratedRegex(@"^((?<number>[0-9]{1,19}(\.[0-9]{1,9})?)(?<unit>h|ms|m|s|us|µs|ns))+\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
