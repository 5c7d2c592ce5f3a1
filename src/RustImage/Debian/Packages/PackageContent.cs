using System.Text.Json.Serialization;
using RustImage.Formats.Deb822;

namespace RustImage.Debian.Packages;

/// <summary>A Debian package that is unpacked in a <see cref="PackageStore"/>.</summary>
/// <param name="Paragraph">The package's control file, unchanged except for exactly one newline at its end (deb-control(5)).</param>
/// <param name="Checksums">The package's list of MD5 sums, 32 hexadecimal digits, by absolute, usr-merged path; may be empty.</param>
/// <param name="Files">In ordinal order of their paths.</param>
internal sealed record PackageContent(string Paragraph, IReadOnlyDictionary<string, string> Checksums, IReadOnlyList<PackageFile> Files)
{
    /// <param name="name">The name of a field of the control file, in any case.</param>
    /// <returns>The field's value with the newlines and indents of folded lines; null where the control file does not have it.</returns>
    public string? Field(string name) => Deb822Reader.Find(Paragraph, name);
}

/// <summary>A file, directory or symbolic link of a package. Owner and group are always root.</summary>
/// <param name="Path">The path in the image: absolute, usr-merged, with '/'.</param>
/// <param name="Mode">Permission bits, with setuid, setgid and sticky.</param>
/// <param name="Size">The size of a regular file, in bytes; else 0.</param>
/// <param name="Digest">The digest of a regular file's content; else null.</param>
/// <param name="Target">The text of a symbolic link; else null.</param>
/// <param name="HostPath">The path of a regular file's content on this machine; else null.</param>
internal sealed record PackageFile(
    string Path, PackageFileKind Kind, int Mode, long Size, Digest? Digest, string? Target, string? HostPath);

/// <summary>The kinds of files of a package. A hard link counts as a file of the same content.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PackageFileKind>))]
internal enum PackageFileKind
{
    File,
    Directory,
    Link,
}
