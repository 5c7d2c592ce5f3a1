namespace RustImage.Debian.Locks;

/// <summary>Sorts the packages of a lock by name and architecture, so that equal locks have equal bytes.</summary>
internal static class PackageLockOrder
{
    public static IReadOnlyList<LockedPackage> Sort(IEnumerable<LockedPackage> packages) =>
        [.. packages.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Architecture, StringComparer.Ordinal)];
}
