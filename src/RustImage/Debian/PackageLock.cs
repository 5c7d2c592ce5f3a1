using System.Text.Json.Serialization;

namespace RustImage.Debian;

/// <summary>What <c>rustimage.lock.json</c> pins: the suite, and each package by its digest, for all platforms and projects that share the file.</summary>
/// <param name="Suite">By its codename, which stays: "trixie".</param>
/// <param name="Releases">What was seen of the suite's archives when a package was last chosen, by name.</param>
/// <param name="Packages">By name, then architecture, ordinal.</param>
public sealed record PackageLock(string Suite, IReadOnlyList<LockedRelease> Releases, IReadOnlyList<LockedPackage> Packages)
{
    /// <summary>Of the file's format; another one is refused.</summary>
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = LockFile.FormatVersion;

    public LockedPackage? Find(string name, string architecture) =>
        Packages.FirstOrDefault(p => p.Name == name && (p.Architecture == architecture || p.Architecture == "all"));
}

/// <param name="Name">"trixie", "trixie-updates", "trixie-security".</param>
/// <param name="Date">Its Release file's; one that is older is refused from then on.</param>
public sealed record LockedRelease(string Name, DateTimeOffset Date);

/// <param name="Source">The source package, with its version in parentheses where that is another one, as in a control file.</param>
/// <param name="Archive">Which archive's pool it lies in: <see cref="ArchiveNames"/>.</param>
/// <param name="Path">Below the archive's root: <c>pool/….deb</c>.</param>
/// <param name="Size">Of the .deb, in bytes.</param>
/// <param name="Digest">Of the .deb.</param>
/// <param name="NeededBy">From a project's path, relative to the lock, to its reasons: "soname libssl.so.3", "ImagePackage tzdata".</param>
public sealed record LockedPackage(
    string Name,
    string Version,
    string Architecture,
    string Source,
    string Archive,
    string Path,
    long Size,
    Digest Digest,
    IReadOnlyDictionary<string, IReadOnlyList<string>> NeededBy)
{
    public override string ToString() => $"{Name} {Version} {Architecture}";
}

/// <summary>Debian's archives, as a lock names them; where a mirror keeps them is no matter of the lock's.</summary>
public static class ArchiveNames
{
    public const string Main = "debian";
    public const string Security = "debian-security";
}
