using System.Text.Json.Serialization;
using RustImage.Formats.Deb822;

namespace RustImage.Debian.Packages;

/// <summary>What a Debian package brings, its files unpacked in a <see cref="PackageStore"/>.</summary>
/// <param name="Paragraph">The control file as it is, with one newline at its end (deb-control(5)).</param>
/// <param name="Checksums">MD5 sums, 32 hexadecimal digits, as the package tells them, by absolute, usr-merged path; empty where it tells none.</param>
/// <param name="Files">In ordinal order of their paths.</param>
public sealed record PackageContent(string Paragraph, IReadOnlyDictionary<string, string> Checksums, IReadOnlyList<PackageFile> Files)
{
    /// <param name="name">In any case.</param>
    /// <returns>The field's text, the newlines and indents of folded lines kept; null where there is none.</returns>
    public string? Field(string name) => Deb822Reader.Find(Paragraph, name);
}

/// <summary>One file of a package.</summary>
/// <param name="Path">In the image: absolute, usr-merged, with '/'.</param>
/// <param name="Mode">Permission bits, those for setuid, setgid and sticky too; owner and group are always root.</param>
/// <param name="Size">In bytes; 0 for what is no regular file.</param>
/// <param name="Digest">Of a regular file's content, else null.</param>
/// <param name="Target">A symbolic link's text as it is, else null.</param>
/// <param name="HostPath">Where a regular file's content lies on this machine, else null.</param>
public sealed record PackageFile(string Path, PackageFileKind Kind, int Mode, long Size, Digest? Digest, string? Target, string? HostPath);

/// <summary>Hard links are files of the same content.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PackageFileKind>))]
public enum PackageFileKind
{
    File,
    Directory,
    Link,
}
