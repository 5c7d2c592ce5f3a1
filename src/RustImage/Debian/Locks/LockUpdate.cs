using RustImage.Debian.Suites;

namespace RustImage.Debian.Locks;

/// <summary>Moves a lock to the newest versions of a suite, and tells what changed.</summary>
public static class LockUpdate
{
    /// <summary>The packages of other projects and platforms at their newest versions; those of the project are chosen anew, so they are left out.</summary>
    /// <remarks>A package that the suite no longer has is left out, too: who needs its files finds them anew.</remarks>
    internal static async Task<PackageLock> MoveAsync(
        PackageLock before, Suite suite, string project, string architecture, CancellationToken cancellation)
    {
        var moved = new Dictionary<(string, string), LockedPackage>();
        foreach (var package in before.Packages)
        {
            var own = package.Architecture == architecture || package.Architecture == "all";
            var neededBy = package.NeededBy.Where(n => !own || n.Key != project).ToDictionary(StringComparer.Ordinal);
            if (neededBy.Count == 0)
                continue;
            var index = await suite.IndexAsync(package.Architecture == "all" ? architecture : package.Architecture, cancellation).ConfigureAwait(false);
            if (index.Newest(package.Name) is { } newest)
            {
                // Of packages for two architectures, both may have become one for all.
                var next = newest.Lock(neededBy);
                if (moved.TryGetValue((next.Name, next.Architecture), out var same))
                    next = next with { NeededBy = Merge(same.NeededBy, neededBy) };
                moved[(next.Name, next.Architecture)] = next;
            }
        }
        // Of the same suite, what was seen stays seen: an update without the security archive must not forget how far that had come.
        return new PackageLock(
            suite.Codename, before.Suite == suite.Codename ? before.Releases : suite.Releases, PackageLockOrder.Sort(moved.Values))
        {
            BaseImages = before.BaseImages,
        };
    }

    private static SortedDictionary<string, IReadOnlyList<string>> Merge(
        IReadOnlyDictionary<string, IReadOnlyList<string>> one, IReadOnlyDictionary<string, IReadOnlyList<string>> other)
    {
        var merged = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var project in one.Concat(other).GroupBy(n => n.Key, StringComparer.Ordinal))
            merged[project.Key] = [.. project.SelectMany(n => n.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return merged;
    }

    /// <summary>One line for each package that came, went or has another version: "libssl3 3.0.17-1 → 3.0.18-1, 2,023 kB".</summary>
    public static IReadOnlyList<string> Changes(PackageLock? before, PackageLock after)
    {
        var old = (before?.Packages ?? []).ToDictionary(p => (p.Name, p.Architecture));
        var lines = new List<(string Name, string Line)>();
        foreach (var package in after.Packages)
        {
            if (!old.Remove((package.Name, package.Architecture), out var was))
                lines.Add((package.Name, FormattableString.Invariant($"{package.Name} ({package.Architecture}) none → {package.Version}, {package.Size / 1000:N0} kB")));
            else if (was.Version != package.Version)
                lines.Add((package.Name, FormattableString.Invariant($"{package.Name} ({package.Architecture}) {was.Version} → {package.Version}, {was.Size / 1000:N0} kB → {package.Size / 1000:N0} kB")));
        }
        lines.AddRange(old.Values.Select(p => (p.Name, FormattableString.Invariant($"{p.Name} ({p.Architecture}) {p.Version} → none, was needed by {string.Join(", ", p.NeededBy.Keys.Order(StringComparer.Ordinal))}"))));
        return [.. lines.OrderBy(l => l.Name, StringComparer.Ordinal).Select(l => l.Line)];
    }
}
