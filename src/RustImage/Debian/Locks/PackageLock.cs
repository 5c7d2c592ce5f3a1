using System.Text.Json.Serialization;

namespace RustImage.Debian.Locks;

/// <summary>
/// The content of <c>rustimage.lock.json</c>: the suite, and each package and base image by its digest, for all platforms and projects
/// that share the file.
/// </summary>
/// <param name="Suite">The codename: "trixie". Null as long as no package is needed.</param>
/// <param name="Releases">The releases of the suite's archives from which packages were last chosen, sorted by name.</param>
/// <param name="Packages">Sorted by name, then by architecture, in ordinal order.</param>
internal sealed record PackageLock(string? Suite, IReadOnlyList<LockedRelease> Releases, IReadOnlyList<LockedPackage> Packages)
{
    /// <summary>The version of the file's format. Other versions are refused.</summary>
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = LockFile.FormatVersion;

    /// <summary>
    /// From the name of a base image, as projects write it, to its digest. For an image for several platforms it is the digest of its
    /// index.
    /// Null where the lock names no base image.
    /// </summary>
    [JsonPropertyOrder(-1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, Digest>? BaseImages { get; init; }

    /// <returns>Null where the lock does not name the base image.</returns>
    public Digest? FindBase(string name) => BaseImages is not null && BaseImages.TryGetValue(name, out var digest) ? digest : null;

    /// <returns>A copy of the lock with another digest of one base image.</returns>
    /// <param name="before">Null where there is no lock yet.</param>
    public static PackageLock WithBase(PackageLock? before, string name, Digest digest)
    {
        var images = new SortedDictionary<string, Digest>(before?.BaseImages?.ToDictionary() ?? [], StringComparer.Ordinal)
        {
            [name] = digest,
        };
        return (before ?? new PackageLock(null, [], [])) with { BaseImages = images };
    }

    /// <returns>The package for the architecture or for all; null where the lock has neither.</returns>
    public LockedPackage? Find(string name, string architecture) =>
        Packages.FirstOrDefault(p => p.Name == name && (p.Architecture == architecture || p.Architecture == "all"));
}

/// <param name="Name">"trixie", "trixie-updates" or "trixie-security".</param>
/// <param name="Date">The date of the Release file. Older ones are refused.</param>
internal sealed record LockedRelease(string Name, DateTimeOffset Date);

/// <param name="Source">
/// The name of the source package, followed by its version in parentheses where the package has another one, as in a control file.
/// </param>
/// <param name="Archive">The archive that has the package: <see cref="ArchiveNames"/>.</param>
/// <param name="Path">The path of the .deb below the archive's root: <c>pool/….deb</c>.</param>
/// <param name="Size">The size of the .deb, in bytes.</param>
/// <param name="Digest">The digest of the .deb.</param>
/// <param name="NeededBy">
/// From the path of a project, relative to the lock, to its reasons: "soname libssl.so.3", "ImagePackage tzdata".
/// </param>
internal sealed record LockedPackage(
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

/// <summary>The names of Debian's archives in a lock, which holds no addresses of mirrors.</summary>
internal static class ArchiveNames
{
    public const string Main = "debian";
    public const string Security = "debian-security";
}
