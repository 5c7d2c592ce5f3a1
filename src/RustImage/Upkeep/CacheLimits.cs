using System.Globalization;
using System.Text.RegularExpressions;
using RustImage.Closure;

namespace RustImage.Upkeep;

/// <summary>Says what CleanCache removes: what was not used for long, and the rest where the cache is too large.</summary>
/// <param name="Age">RustImageCacheAge: things that were last used longer ago are removed. Null: no limit.</param>
/// <param name="Size">RustImageCacheSize: the most bytes that stay. Null: no limit.</param>
internal sealed partial record CacheLimits(TimeSpan? Age, long? Size)
{
    private const double LongestDays = 365_000;

    /// <param name="age">"30d", "12h", "2w"; empty for no limit.</param>
    /// <param name="size">"5GB", "500 MB", "1.5GiB"; empty for no limit.</param>
    /// <exception cref="RustImageException">RIMG0008: a text has another form.</exception>
    public static CacheLimits Parse(string age, string size)
    {
        var errors = new DiagnosticBag();
        var limits = new CacheLimits(
            errors.Collect<TimeSpan?>(() => age.Trim() is { Length: > 0 } text ? ParseAge(text) : null, null),
            errors.Collect<long?>(() => size.Trim() is { Length: > 0 } text ? ParseSize(text) : null, null));
        errors.ThrowIfAny();
        return limits;
    }

    /// <returns>What is to be removed, the least recently used first. Without a limit, everything.</returns>
    public IReadOnlyList<CacheEntry> Choose(IReadOnlyList<CacheEntry> entries, DateTime now)
    {
        var byUse = entries.OrderBy(e => e.LastUse).ThenBy(e => e.Kind).ToList();
        if (Age is null && Size is null)
            return byUse;
        var rest = entries.Sum(e => e.Size);
        return [.. byUse.TakeWhile(e =>
        {
            var isRemoved = now - e.LastUse > Age || rest > Size;
            rest -= e.Size;
            return isRemoved;
        })];
    }

    private static TimeSpan ParseAge(string text)
    {
        var match = AgeForm().Match(text);
        var days = !match.Success ? double.NaN : Number(match) * match.Groups["unit"].Value switch
        {
            "w" => 7,
            "d" => 1,
            "h" => 1 / 24.0,
            _ => 1 / 1440.0,
        };
        return days <= LongestDays ? TimeSpan.FromDays(days)
            : throw Messages.BadCacheLimit("RustImageCacheAge", text, "a time such as 30d, 2w, 12h or 90m").ToException();
    }

    private static long ParseSize(string text)
    {
        var match = SizeForm().Match(text);
        var unit = match.Groups["unit"].Value;
        var power = unit.Length == 0 ? 0 : 1 + "KMGT".IndexOf(unit, StringComparison.OrdinalIgnoreCase);
        var bytes = match.Success ? Number(match) * Math.Pow(match.Groups["binary"].Success ? 1024 : 1000, power) : double.NaN;
        return bytes <= long.MaxValue / 2 ? (long)bytes
            : throw Messages.BadCacheLimit("RustImageCacheSize", text, "a size such as 5GB, 500MB or 1.5GiB").ToException();
    }

    private static double Number(Match match) => double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<number>[0-9]{1,9}(\.[0-9]{1,9})?) ?(?<unit>[wdhm])\z", RegexOptions.ExplicitCapture)]
    private static partial Regex AgeForm();

    [GeneratedRegex(
        @"^(?<number>[0-9]{1,15}(\.[0-9]{1,9})?) ?(?<unit>[KMGT]?)(?<binary>(?<=[KMGT])i)?B\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SizeForm();
}
