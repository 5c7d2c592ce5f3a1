using RustImage.Formats.OpenPgp;

namespace RustImage.Debian.Archives;

/// <summary>The content of a suite's Release file (https://wiki.debian.org/DebianRepository/Format, "Release" files).</summary>
/// <param name="Label">"Debian" or "Debian-Security". The origin is the same for both.</param>
/// <param name="Suite">The role, which moves: "stable".</param>
/// <param name="Codename">The name, which stays: "trixie".</param>
/// <param name="Date">When the archive made the file.</param>
/// <param name="ValidUntil">Null for suites that change too rarely to expire.</param>
/// <param name="AcquireByHash">
/// Whether files have addresses by their digests (<see cref="UrlPath"/>), which cannot change between Release and download.
/// </param>
/// <param name="NoSupportForArchitectureAll">Whether the Packages file of each architecture also lists the packages for <c>all</c>.</param>
/// <param name="Files">The files of the SHA256 section, by their paths below the suite's directory.</param>
internal sealed record Release(
    string Origin, string Label, string Suite, string Codename, DateTimeOffset Date, DateTimeOffset? ValidUntil, bool AcquireByHash,
    IReadOnlyList<string> Architectures, IReadOnlyList<string> Components, bool NoSupportForArchitectureAll,
    IReadOnlyDictionary<string, ListedFile> Files)
{
    /// <summary>The extensions of an index, the smallest file first. Many mirrors do not have the uncompressed one.</summary>
    private static readonly string[] Extensions = [".xz", ".gz", ""];

    private string Name => $"{Label} {Codename}";

    /// <exception cref="RustImageException">RIMG7020: the file has expired. RIMG7021: its date is in the future.</exception>
    public void CheckFresh(DateTimeOffset now)
    {
        if (ValidUntil < now)
            throw Messages.ReleaseExpired(Name, ValidUntil.Value, now).ToException();
        if (Date - now > SignatureCheck.ClockSkew)
            throw Messages.ReleaseFromFuture(Name, Date, now).ToException();
    }

    /// <summary>Prevents a replay of an older Release file, whose signature stays good for ever.</summary>
    /// <exception cref="RustImageException">RIMG7022: the file is older than the one that the lock was made from.</exception>
    public void CheckNotOlderThan(DateTimeOffset lockDate)
    {
        if (Date < lockDate)
            throw Messages.ReleaseOlderThanLock(Name, Date, lockDate).ToException();
    }

    /// <param name="component"><c>main</c>. The security archive calls it <c>updates/main</c>, but not in its paths.</param>
    /// <returns>The first of Packages.xz, Packages.gz and Packages that is listed; null where none is.</returns>
    public ListedFile? FindIndex(string component, string architecture) => FindFile($"{PathOf(component)}/binary-{architecture}/Packages");

    /// <param name="architecture">May be <c>all</c>, since the file of an architecture need not list the packages for all.</param>
    /// <returns>The first of Contents-ARCHITECTURE.xz, .gz and without extension that is listed; null where none is.</returns>
    /// <inheritdoc cref="FindIndex" path="/param[@name='component']"/>
    public ListedFile? FindContents(string component, string architecture) => FindFile($"{PathOf(component)}/Contents-{architecture}");

    /// <returns>The address of a file, relative to the suite's directory.</returns>
    public string UrlPath(ListedFile file) =>
        AcquireByHash ? $"{file.Path[..(file.Path.LastIndexOf('/') + 1)]}by-hash/SHA256/{file.Digest.Hex}" : file.Path;

    private static string PathOf(string component) => component[(component.LastIndexOf('/') + 1)..];

    private ListedFile? FindFile(string path) =>
        Extensions.Select(e => Files.GetValueOrDefault(path + e)).FirstOrDefault(f => f is not null);
}

/// <param name="Path">Below the suite's directory.</param>
/// <param name="Size">The size in bytes.</param>
internal sealed record ListedFile(string Path, long Size, Digest Digest);
