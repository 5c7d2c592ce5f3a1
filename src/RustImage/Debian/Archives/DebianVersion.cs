using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RustImage.Debian.Archives;

/// <summary>A package's version, <c>[epoch:]upstream[-revision]</c> (Debian policy 5.6.12).</summary>
/// <remarks>Versions are equal where dpkg treats them as equal, as it does 1.0 and 0:1.00-0. Their texts may differ.</remarks>
internal sealed class DebianVersion : IComparable<DebianVersion>, IEquatable<DebianVersion>
{
    private readonly string _text;
    private readonly int _epoch;
    private readonly int _upstream;
    private readonly int _revision;

    /// <param name="upstream">The index of the upstream version.</param>
    /// <param name="revision">The index of the revision, behind its hyphen; the text's length where there is none.</param>
    private DebianVersion(string text, int epoch, int upstream, int revision) =>
        (_text, _epoch, _upstream, _revision) = (text, epoch, upstream, revision);

    private ReadOnlySpan<char> Upstream => _text.AsSpan(_upstream..(_revision == _text.Length ? _revision : _revision - 1));

    private ReadOnlySpan<char> Revision => _text.AsSpan(_revision);

    /// <exception cref="FormatException">The text is not a version.</exception>
    public static DebianVersion Parse(string text) => TryParse(text) ?? throw new FormatException($"'{text}' is not a Debian version.");

    /// <returns>
    /// Null where the text is not a version. The upstream version should start with a digit, but need not, as in dpkg.
    /// </returns>
    public static DebianVersion? TryParse(string text)
    {
        var epoch = 0;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && !int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out epoch))
            return null;
        var hyphen = text.LastIndexOf('-');
        var version = new DebianVersion(text, epoch, colon + 1, hyphen > colon ? hyphen + 1 : text.Length);
        return version.Upstream.Length > 0 && (hyphen <= colon || version.Revision.Length > 0)
            && ConsistsOf(version.Upstream, ".+~-:") && ConsistsOf(version.Revision, ".+~") ? version : null;
    }

    public int CompareTo(DebianVersion? other)
    {
        if (other is null)
            return 1;
        var order = _epoch.CompareTo(other._epoch);
        if (order == 0)
            order = Compare(Upstream, other.Upstream);
        return order != 0 ? order : Compare(Revision, other.Revision);
    }

    public bool Equals(DebianVersion? other) => CompareTo(other) == 0;

    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as DebianVersion);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_epoch);
        AddTo(ref hash, Upstream);
        AddTo(ref hash, Revision);
        return hash.ToHashCode();
    }

    /// <summary>The version as it was written.</summary>
    public override string ToString() => _text;

    public static bool operator ==(DebianVersion? left, DebianVersion? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(DebianVersion? left, DebianVersion? right) => !(left == right);

    public static bool operator <(DebianVersion left, DebianVersion right) => left.CompareTo(right) < 0;

    public static bool operator <=(DebianVersion left, DebianVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >(DebianVersion left, DebianVersion right) => left.CompareTo(right) > 0;

    public static bool operator >=(DebianVersion left, DebianVersion right) => left.CompareTo(right) >= 0;

    private static bool ConsistsOf(ReadOnlySpan<char> part, string punctuation)
    {
        foreach (var c in part)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !punctuation.Contains(c, StringComparison.Ordinal))
                return false;
        }
        return true;
    }

    // Compares, in turn, a run of non-digits by characters and a run of digits as a number of any length.
    private static int Compare(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        while (a.Length > 0 || b.Length > 0)
        {
            while (StartsWithText(a) || StartsWithText(b))
            {
                var order = Weight(a).CompareTo(Weight(b));
                if (order != 0)
                    return order;
                a = a[Math.Min(1, a.Length)..];
                b = b[Math.Min(1, b.Length)..];
            }
            var x = Number(ref a);
            var y = Number(ref b);
            var number = x.Length != y.Length ? x.Length.CompareTo(y.Length) : x.SequenceCompareTo(y);
            if (number != 0)
                return number;
        }
        return 0;
    }

    private static bool StartsWithText(ReadOnlySpan<char> part) => part.Length > 0 && !char.IsAsciiDigit(part[0]);

    // The order is: tilde, end of the part or a digit, letters, all other characters.
    private static int Weight(ReadOnlySpan<char> part) => part switch
    {
        [] => 0,
        ['~', ..] => -1,
        [var c, ..] when char.IsAsciiDigit(c) => 0,
        [var c, ..] => char.IsAsciiLetter(c) ? c : c + 256,
    };

    private static ReadOnlySpan<char> Number(scoped ref ReadOnlySpan<char> part)
    {
        var length = part.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : part.Length;
        var number = part[..length].TrimStart('0');
        part = part[length..];
        return number;
    }

    // Equal versions may differ in leading zeros of numbers, so these are left out of the hash.
    private static void AddTo(ref HashCode hash, ReadOnlySpan<char> part)
    {
        while (part.Length > 0)
        {
            while (StartsWithText(part))
            {
                hash.Add(part[0]);
                part = part[1..];
            }
            foreach (var c in Number(ref part))
                hash.Add(c);
        }
    }
}
