using RustImage.Closure.Sources;

namespace RustImage.Closure;

/// <summary>Every file that a set of ELF files needs at run time, each with the chain of reasons that brings it in.</summary>
/// <param name="Files">In the order of <see cref="ClosureFile.Path"/>, ordinal. The root files themselves are not among them.</param>
/// <param name="Links">In the order of <see cref="ClosureLink.Path"/>, ordinal.</param>
/// <param name="Notices">What the user should know: warnings and messages, never errors (those are thrown).</param>
public sealed record ImageClosure(
    IReadOnlyList<ClosureFile> Files,
    IReadOnlyList<ClosureLink> Links,
    IReadOnlyList<Notice> Notices)
{
    /// <summary>Files of the base that the root files need, in the order of <see cref="ClosureFile.Path"/>, ordinal: they are not added.</summary>
    public IReadOnlyList<ClosureFile> BaseFiles { get; init; } = [];

    /// <summary>The packages that any of the files belong to, by name.</summary>
    public IReadOnlyList<ClosurePackage> Packages { get; init; } = [];

    /// <summary>The source's files that name its distribution and release, by which scanners know whose packages these are; none where no file comes from it.</summary>
    public IReadOnlyList<FoundFile> Distribution { get; init; } = [];

    /// <summary>The files of this machine that it consists of, ordinal order.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> HostPaths =>
        [.. Files.Select(f => f.HostPath).Concat(Distribution.Select(f => f.HostPath)).Concat(Packages.Select(p => p.Copyright).OfType<string>())
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>The record of a package that the image holds files of.</summary>
/// <param name="Paragraph">Its control fields, ending with a newline.</param>
/// <param name="Checksums">"MD5, two spaces, path without the leading slash" for each of its files in the image.</param>
/// <param name="Copyright">Its licence on this machine, or null.</param>
public sealed record ClosurePackage(Package Package, string Paragraph, IReadOnlyList<string> Checksums, string? Copyright);

/// <summary>One library, or the dynamic loader.</summary>
/// <param name="Path">Its path in the image (canonical, below /usr where usr-merge puts it).</param>
/// <param name="HostPath">Where its bytes lie on this machine.</param>
/// <param name="SoName">Its DT_SONAME, or null.</param>
/// <param name="Reasons">From the file itself back to a root: "NEEDED by /usr/lib/…/libssl.so.3", "NEEDED by /app/hello".</param>
/// <param name="Package">The package that ships it, or null where none is known.</param>
public sealed record ClosureFile(string Path, string HostPath, string? SoName, IReadOnlyList<string> Reasons, Package? Package)
{
    /// <summary>The path in the image of the file that it was first loaded for; null for what the project asked for.</summary>
    public string? NeededBy { get; init; }

    /// <summary>Permission bits; null for a library, which every image has executable.</summary>
    public int? Mode { get; init; }

    /// <summary>Whether it is data or a program that was asked for, and no library that a file needs.</summary>
    public bool IsData { get; init; }
}

/// <summary>A symbolic link under the name that the loader looks for.</summary>
/// <param name="Path">The link's path in the image.</param>
/// <param name="Target">The text of the link: the file's name where both lie in one directory, an absolute path otherwise.</param>
/// <param name="File">The path that it leads to: a <see cref="ClosureFile.Path"/>, or a file that the user adds.</param>
/// <param name="Reason">Why it is there: "the name that /app/hello asks for".</param>
public sealed record ClosureLink(string Path, string Target, string File, string Reason);

/// <summary>An ELF file that the closure starts from: the application, or an ELF file that the user adds.</summary>
/// <param name="Path">Its path in the image.</param>
/// <param name="HostPath">Where its bytes lie on this machine.</param>
public sealed record StartFile(string Path, string HostPath)
{
    /// <summary>Whether it comes from a package that the project adds: what opens its libraries is not known then, and may be what defines their symbols.</summary>
    public bool IsFromPackage { get; init; }
}

/// <summary>A coded warning or message that does not stop the build.</summary>
public sealed record Notice(Severity Severity, Diagnostic Diagnostic);

public enum Severity
{
    Message,
    Warning,
}
