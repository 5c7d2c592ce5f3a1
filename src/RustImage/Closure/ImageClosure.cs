using RustImage.Closure.Sources;

namespace RustImage.Closure;

/// <summary>Every file that a set of start files needs at run time, each with the chain of reasons that brings it in.</summary>
/// <param name="Files">In ordinal order of <see cref="ClosureFile.Path"/>, without the start files.</param>
/// <param name="Links">In ordinal order of <see cref="ClosureLink.Path"/>.</param>
/// <param name="Notices">Warnings and messages for the user. Errors are thrown instead.</param>
internal sealed record ImageClosure(
    IReadOnlyList<ClosureFile> Files,
    IReadOnlyList<ClosureLink> Links,
    IReadOnlyList<Notice> Notices)
{
    /// <summary>Files of the base that the start files need, in ordinal order of their paths. They are not added to the image.</summary>
    public IReadOnlyList<ClosureFile> BaseFiles { get; init; } = [];

    /// <summary>The packages that any of the files belong to, sorted by name.</summary>
    public IReadOnlyList<ClosurePackage> Packages { get; init; } = [];

    /// <summary>
    /// The source's files that name its distribution and release, which tell scanners whose packages these are. Empty where no file comes
    /// from the source.
    /// </summary>
    public IReadOnlyList<FoundFile> Distribution { get; init; } = [];

    /// <summary>The paths on this machine of all files that are copied into the image, in ordinal order.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> HostPaths =>
    [
        .. Files.Select(f => f.HostPath).Concat(Distribution.Select(f => f.HostPath))
            .Concat(Packages.Select(p => p.Copyright).OfType<string>())
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
