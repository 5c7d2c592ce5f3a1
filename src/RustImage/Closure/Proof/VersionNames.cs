namespace RustImage.Closure.Proof;

/// <summary>Compares names of symbol versions such as <c>GLIBC_2.36</c>: a family and a number. 2.9 is lower than 2.36.</summary>
internal static class VersionNames
{
    /// <returns>The highest name of the same family as the wanted one; null where there is none.</returns>
    public static string? HighestLike(string wanted, IEnumerable<string> names)
    {
        if (Parse(wanted) is not var (family, _))
            return null;
        return names
            .Where(n => Parse(n)?.Family == family)
            .MaxBy(n => Parse(n)?.Number, Comparer<int[]?>.Create(Compare));
    }

    private static (string Family, int[] Number)? Parse(string name)
    {
        var split = name.LastIndexOf('_');
        if (split < 0)
            return null;
        var parts = name[(split + 1)..].Split('.').Select(p => int.TryParse(p, out var number) && number >= 0 ? number : -1).ToArray();
        return parts.Contains(-1) ? null : (name[..split], parts);
    }

    private static int Compare(int[]? left, int[]? right) =>
        (left ?? []).AsSpan().SequenceCompareTo((right ?? []).AsSpan());
}
