using System.Globalization;
using System.Text;
using RustImage.Formats.Deb822;

namespace RustImage.Debian.Archives;

/// <summary>A binary package as an archive's Packages file describes it.</summary>
/// <param name="Source">The name of the source package, by which scanners match vulnerabilities.</param>
/// <param name="Path">The path of the .deb below the archive's root: <c>pool/….deb</c>.</param>
/// <param name="Size">The size of the .deb, in bytes.</param>
/// <param name="Digest">The digest of the .deb.</param>
/// <param name="MultiArch"><c>same</c>, <c>foreign</c>, <c>allowed</c>, or null.</param>
/// <param name="Depends">The parts of Pre-Depends, then those of Depends.</param>
internal sealed record IndexedPackage(
    string Name, DebianVersion Version, string Architecture, string Source, DebianVersion SourceVersion, string Path, long Size,
    Digest Digest, string? MultiArch, IReadOnlyList<DependencyGroup> Depends, IReadOnlyList<ProvidedName> Provides)
{
    /// <exception cref="FormatException">A field is missing or malformed. The message names it.</exception>
    internal static IndexedPackage Read(ReadOnlySpan<byte> paragraph)
    {
        var name = Field(paragraph, "Package");
        var version = VersionOf(Field(paragraph, "Version"));
        var (source, sourceVersion) = SourceOf(Deb822Reader.Find(paragraph, "Source"u8), name, version);
        var size = Field(paragraph, "Size");
        return new IndexedPackage(
            name, version, Field(paragraph, "Architecture"), source, sourceVersion, PoolPath(Field(paragraph, "Filename")),
            long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes
                : throw new FormatException($"its Size is '{size}'"),
            DigestOf(Field(paragraph, "SHA256")), Deb822Reader.Find(paragraph, "Multi-Arch"u8) is { } kind and not "no" ? kind : null,
            [.. Dependencies(paragraph, "Pre-Depends"), .. Dependencies(paragraph, "Depends")],
            Deb822Reader.Find(paragraph, "Provides"u8) is { } provides ? DependencyParser.ParseProvides(provides) : []);
    }

    private static string Field(ReadOnlySpan<byte> paragraph, string name) =>
        Deb822Reader.Find(paragraph, Encoding.ASCII.GetBytes(name)) is { Length: > 0 } value ? value
            : throw new FormatException($"it has no {name}");

    private static DebianVersion VersionOf(string text) =>
        DebianVersion.TryParse(text) ?? throw new FormatException($"its Version is '{text}'");

    // "glibc", or "gcc-12 (12.2.0-14)" where the source has another version than the package.
    private static (string Name, DebianVersion Version) SourceOf(string? field, string name, DebianVersion version) =>
        field?.Split(' ', 2) switch
        {
            null => (name, version),
            [var source] => (source, version),
            [var source, ['(', .. var text, ')']] when DebianVersion.TryParse(text) is { } sourceVersion => (source, sourceVersion),
            _ => throw new FormatException($"its Source is '{field}'"),
        };

    private static string PoolPath(string path) =>
        path.StartsWith("pool/", StringComparison.Ordinal) && path.EndsWith(".deb", StringComparison.Ordinal) && ArchivePath.IsSound(path)
            ? path
            : throw new FormatException($"its Filename is '{path}'");

    private static Digest DigestOf(string hex) => Digest.TryParse($"sha256:{hex}") ?? throw new FormatException($"its SHA256 is '{hex}'");

    private static IReadOnlyList<DependencyGroup> Dependencies(ReadOnlySpan<byte> paragraph, string name) =>
        Deb822Reader.Find(paragraph, Encoding.ASCII.GetBytes(name)) is { } field ? DependencyParser.Parse(field) : [];
}
