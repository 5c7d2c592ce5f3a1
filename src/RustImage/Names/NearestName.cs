namespace RustImage.Names;

/// <summary>Finds the name that somebody may have meant.</summary>
internal static class NearestName
{
    private const int MostEdits = 2;

    /// <returns>
    /// The nearest of the names that is at most two edits away, and one edit for a short name; null if there is none. An edit adds, removes
    /// or replaces a letter, or swaps two. Case does not count. A known name with letters in front is somebody's own: "MyCargoBin".
    /// </returns>
    public static string? Find(string name, IEnumerable<string> names) => names
        .Where(n => Math.Abs(n.Length - name.Length) <= MostEdits)
        .Select(n => (Name: n, Edits: CountEdits(name, n)))
        .Where(n => n.Edits <= Math.Min(MostEdits, n.Name.Length / 4))
        .Where(n => name.Length <= n.Name.Length || !name.EndsWith(n.Name, StringComparison.OrdinalIgnoreCase))
        .OrderBy(n => n.Edits).FirstOrDefault().Name;

    /// <summary>The optimal string alignment distance, without regard to case.</summary>
    public static int CountEdits(string one, string two)
    {
        var (before, last, row) = (new int[two.Length + 1], new int[two.Length + 1], new int[two.Length + 1]);
        for (var j = 0; j <= two.Length; j++)
            last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= two.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (IsSame(i, j) ? 0 : 1));
                if (i > 1 && j > 1 && IsSame(i, j - 1) && IsSame(i - 1, j))
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[two.Length];

        bool IsSame(int i, int j) => char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(two[j - 1]);
    }
}
