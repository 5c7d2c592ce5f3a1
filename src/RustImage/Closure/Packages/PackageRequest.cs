namespace RustImage.Closure.Packages;

/// <summary>A package that the project adds.</summary>
/// <param name="Files">Patterns of paths, <c>*</c> within a name and <c>**</c> over directories; empty for all but documentation.</param>
public sealed record PackageRequest(string Name, IReadOnlyList<string> Files)
{
    /// <summary>Why a package is there, in the lock and in the image.</summary>
    internal string Reason => ReasonFor(Name);

    internal static string ReasonFor(string name) => $"ImagePackage {name}";
}
