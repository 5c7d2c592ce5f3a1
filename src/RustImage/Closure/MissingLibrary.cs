namespace RustImage.Closure;

/// <summary>A file that the loader would look for and that neither the library source nor the user has.</summary>
/// <param name="Names">Any one of them will do; the first is the best.</param>
/// <param name="Directories">Where the loader looks, by the paths in the image (canonical, below /usr where usr-merge puts them).</param>
/// <param name="NeededBy">The path in the image of the file that asks for it.</param>
/// <param name="Explanation">That path and why that file is there itself, for messages.</param>
public sealed record MissingLibrary(IReadOnlyList<string> Names, IReadOnlyList<string> Directories, string NeededBy, string Explanation)
{
    /// <summary>Names its package's place in the lock: "soname libssl.so.3", "loader /lib64/ld-linux-x86-64.so.2".</summary>
    public required string Reason { get; init; }

    /// <summary>Whether nothing works without it; else only a feature does not.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>The full paths that would satisfy it, the best first.</summary>
    public IEnumerable<string> Paths => Names.SelectMany(n => Directories.Select(d => ImagePath.Combine(d, n)));
}
