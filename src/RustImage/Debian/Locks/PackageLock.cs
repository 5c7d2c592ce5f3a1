using System.Text.Json.Serialization;

namespace RustImage.Debian.Locks;

/// <summary>What <c>rustimage.lock.json</c> pins: the suite, and each package and base image by its digest, for all platforms and projects that share the file.</summary>
/// <param name="Suite">By its codename, which stays: "trixie". Null as long as no package is needed.</param>
/// <param name="Releases">What was seen of the suite's archives when a package was last chosen, by name.</param>
/// <param name="Packages">By name, then architecture, ordinal.</param>
public sealed record PackageLock(string? Suite, IReadOnlyList<LockedRelease> Releases, IReadOnlyList<LockedPackage> Packages)
{
    /// <summary>Of the file's format; another one is refused.</summary>
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = LockFile.FormatVersion;

    /// <summary>From a base's name, as projects write it, to what that led to: an index where the image is for several platforms. Null where there is none.</summary>
    [JsonPropertyOrder(-1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, Digest>? BaseImages { get; init; }

    /// <returns>Null where the lock does not name the base.</returns>
    public Digest? FindBase(string name) => BaseImages is not null && BaseImages.TryGetValue(name, out var digest) ? digest : null;

    /// <summary>The lock with one base moved; all else, the bases of other projects included, as it was.</summary>
    /// <param name="before">Null where there is no lock yet.</param>
    public static PackageLock WithBase(PackageLock? before, string name, Digest digest) => (before ?? new PackageLock(null, [], [])) with
    {
        BaseImages = new SortedDictionary<string, Digest>(before?.BaseImages?.ToDictionary() ?? [], StringComparer.Ordinal) { [name] = digest },
    };

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
