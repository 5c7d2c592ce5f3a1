namespace RustImage.CargoSettings;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    /// <returns>The known name with the fewest edits, insertions, deletions, replacements or swaps of neighbours.</returns>
    public static string Of(string name, IEnumerable<string> known) =>
        known.MinBy(k => (Edits(name, k), k), Comparer<(int, string)>.Create((a, b) =>
            a.Item1 != b.Item1 ? a.Item1.CompareTo(b.Item1) : string.CompareOrdinal(a.Item2, b.Item2)))!;

    /// <summary>The distance of optimal string alignment (Damerau, Levenshtein).</summary>
    internal static int Edits(string left, string right)
    {
        var distance = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            distance[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            distance[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = distance[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                distance[i, j] = Math.Min(replaced, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
            }
        }
        return distance[left.Length, right.Length];
    }
}
