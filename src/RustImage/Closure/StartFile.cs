namespace RustImage.Closure;

/// <summary>An ELF file that the closure starts from: the application, or an ELF file that the user adds.</summary>
/// <param name="Path">The path in the image.</param>
/// <param name="HostPath">The path of its bytes on this machine.</param>
internal sealed record StartFile(string Path, string HostPath)
{
    /// <summary>
    /// Whether it comes from a package that the project adds. An unknown program opens the libraries among such files, and may define
    /// symbols that they use.
    /// </summary>
    public bool IsFromPackage { get; init; }
}
