using RustImage.Debian.Suites;

namespace RustImage.Debian.Locks;

/// <summary>Moves a lock to the newest versions of a suite, and lists the changes.</summary>
internal static class LockUpdate
{
    /// <summary>
    /// Moves the packages of other projects and platforms to their newest versions. The project's own packages are left out, as they are
    /// chosen again.
    /// </summary>
    /// <remarks>A package that the suite has dropped is left out, too. Projects that need it find its files in another package.</remarks>
    /// <param name="keepsAll">Whether the project's packages for all architectures count as those of another platform.</param>
    internal static async Task<PackageLock> MoveAsync(
        PackageLock before, Suite suite, string project, string architecture, bool keepsAll, CancellationToken cancellation)
    {
        var moved = new Dictionary<(string, string), LockedPackage>();
        foreach (var package in before.Packages)
        {
            var own = package.Architecture == architecture || (package.Architecture == "all" && !keepsAll);
            var neededBy = package.NeededBy.Where(n => !own || n.Key != project).ToDictionary(StringComparer.Ordinal);
            if (neededBy.Count == 0)
                continue;
            var indexed = package.Architecture == "all" ? architecture : package.Architecture;
            var index = await suite.IndexAsync(indexed, cancellation).ConfigureAwait(false);
            if (index.Newest(package.Name) is { } newest)
            {
                // Packages for two architectures may have become a single one for all.
                var next = newest.Lock(neededBy);
                if (moved.TryGetValue((next.Name, next.Architecture), out var same))
                    next = next with { NeededBy = Merge(same.NeededBy, neededBy) };
                moved[(next.Name, next.Architecture)] = next;
            }
        }
        // For the same suite, keep the dates of the lock: an update without the security archive must not lose that archive's date.
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

    /// <returns>
    /// One line for each package that was added, removed or changed: "libssl3 (amd64) 3.0.17-1 → 3.0.18-1, 2,023 kB → 2,025 kB".
    /// </returns>
    public static IReadOnlyList<string> Changes(PackageLock? before, PackageLock after)
    {
        var old = (before?.Packages ?? []).ToDictionary(p => (p.Name, p.Architecture));
        var lines = new List<(string Name, string Line)>();
        foreach (var package in after.Packages)
        {
            if (!old.Remove((package.Name, package.Architecture), out var was))
                Add(package, $"none → {package.Version}, {KilobytesOf(package)}");
            else if (was.Version != package.Version)
                Add(package, $"{was.Version} → {package.Version}, {KilobytesOf(was)} → {KilobytesOf(package)}");
        }
        foreach (var package in old.Values)
        {
            var projects = string.Join(", ", package.NeededBy.Keys.Order(StringComparer.Ordinal));
            Add(package, $"{package.Version} → none, was needed by {projects}");
        }
        return [.. lines.OrderBy(l => l.Name, StringComparer.Ordinal).Select(l => l.Line)];

        void Add(LockedPackage package, string change) => lines.Add((package.Name, $"{package.Name} ({package.Architecture}) {change}"));
    }

    private static string KilobytesOf(LockedPackage package) => FormattableString.Invariant($"{package.Size / 1000:N0} kB");
}
