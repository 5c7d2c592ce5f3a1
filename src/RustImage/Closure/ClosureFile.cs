using RustImage.Closure.Sources;

namespace RustImage.Closure;

/// <summary>A file of the closure: a library, the dynamic loader, or a file that the project asked for.</summary>
/// <param name="Path">The path in the image: canonical, and below /usr where usr-merge puts it.</param>
/// <param name="HostPath">The path of its bytes on this machine.</param>
/// <param name="SoName">The DT_SONAME, or null.</param>
/// <param name="Reasons">From the file itself back to a start file: "NEEDED by /usr/lib/…/libssl.so.3", "NEEDED by /app/hello".</param>
/// <param name="Package">The package that ships it; null where none is known.</param>
internal sealed record ClosureFile(string Path, string HostPath, string? SoName, IReadOnlyList<string> Reasons, Package? Package)
{
    /// <summary>The path in the image of the file that it was first loaded for; null for a file that the project asked for.</summary>
    public string? NeededBy { get; init; }

    /// <summary>Permission bits; null for a library, which is executable in every image.</summary>
    public int? Mode { get; init; }

    /// <summary>Whether the project asked for the file, as data or a program, and no other file needs it.</summary>
    public bool IsData { get; init; }
}
