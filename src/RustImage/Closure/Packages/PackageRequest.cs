using RustImage.Debian.Locks;

namespace RustImage.Closure.Packages;

/// <summary>A package that the project adds, by an ImagePackage item.</summary>
/// <param name="Files">Patterns of paths (<see cref="PathPattern"/>). Empty: all files except documentation.</param>
internal sealed record PackageRequest(string Name, IReadOnlyList<string> Files)
{
    /// <summary>The reason in the lock and in the image's report: "ImagePackage tzdata".</summary>
    internal string Reason => ReasonFor(Name);

    internal static string ReasonFor(string name) => $"ImagePackage {name}";

    /// <returns>A text for each pattern, with the digest of the package that is taken for the request.</returns>
    internal IEnumerable<string> NamePatterns(LockedPackage package) => Files.Select(f => $"{package.Digest} {f}");
}
