namespace RustImage.Closure;

/// <summary>A library that the loader looks for and that neither the library source, the base nor the user has.</summary>
/// <param name="Names">File names, any of which will do, the best first.</param>
/// <param name="Directories">
/// The directories in which the loader looks, by their paths in the image: canonical, and below /usr where usr-merge puts them.
/// </param>
/// <param name="NeededBy">The path in the image of the file that needs it.</param>
/// <param name="Explanation">That path, and why that file is in the image, for messages.</param>
internal sealed record MissingLibrary(IReadOnlyList<string> Names, IReadOnlyList<string> Directories, string NeededBy, string Explanation)
{
    /// <summary>The reason that its package gets in the lock: "soname libssl.so.3", "loader /lib64/ld-linux-x86-64.so.2".</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the program does not start without it. Otherwise a feature is missing.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>The full paths at which the loader would find it, the best first.</summary>
    public IEnumerable<string> Paths => Names.SelectMany(n => Directories.Select(d => ImagePath.Combine(d, n)));
}
