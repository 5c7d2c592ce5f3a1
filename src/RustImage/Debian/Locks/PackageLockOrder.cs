namespace RustImage.Debian.Locks;

internal static class PackageLockOrder
{
    public static IReadOnlyList<LockedPackage> Sort(IEnumerable<LockedPackage> packages) =>
        [.. packages.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Architecture, StringComparer.Ordinal)];
}
