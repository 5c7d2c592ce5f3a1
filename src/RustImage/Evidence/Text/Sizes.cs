using System.Globalization;

namespace RustImage.Evidence.Text;

/// <summary>Writes numbers for people, in the same way in every locale.</summary>
internal static class Sizes
{
    private static readonly string[] Units = ["kB", "MB", "GB", "TB"];

    /// <summary>A size with one decimal, in powers of 1000: "512 B", "1.5 kB", "23.4 MB".</summary>
    public static string Of(long bytes)
    {
        if (bytes < 1000)
            return Invariant($"{bytes} B");
        var (value, unit) = (bytes / 1e3, 0);
        for (; value >= 999.95 && unit < Units.Length - 1; unit++)
            value /= 1e3;
        return Invariant($"{value:0.0} {Units[unit]}");
    }

    /// <summary>A difference with its sign: "+1.5 kB", "-3 B", "±0 B".</summary>
    public static string OfDifference(long bytes) => bytes switch
    {
        0 => "±0 B",
        > 0 => "+" + Of(bytes),
        _ => "-" + Of(-bytes),
    };

    /// <summary>A number with commas: "6,000".</summary>
    public static string Number(int count) => Invariant($"{count:N0}");

    /// <summary>A number with its noun: "1 file", "6,000 files".</summary>
    public static string Count(int count, string noun) => Invariant($"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A percentage, rounded down: only 1 gives "100 %", and 0.9999 gives "99.9 %".</summary>
    public static string Percent(double share) => share >= 1 ? "100 %" : Invariant($"{Math.Floor(share * 1000) / 10:0.0} %");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
