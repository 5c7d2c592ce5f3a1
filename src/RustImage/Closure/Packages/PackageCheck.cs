using RustImage.Closure.Sources;

namespace RustImage.Closure.Packages;

/// <summary>What is known of an image's packages before its binary is built.</summary>
/// <param name="Packages">The ImagePackage items.</param>
/// <param name="OpenBaseAsync">
/// Opens the files of the base image, whose suite counts where neither the lock nor the project names one. Called only where a package
/// is not in the lock.
/// </param>
internal sealed record PackageCheck(IReadOnlyList<PackageRequest> Packages, Platform Platform, Func<Task<IBaseFiles?>> OpenBaseAsync)
{
    /// <summary>What the binary will need for certain, for the message of a lock without it; null where that is unknown.</summary>
    public string? LinkedLibrary { get; init; }

    /// <summary>Whether the packages of the lock move to the newest versions.</summary>
    public bool Update { get; init; }
}
