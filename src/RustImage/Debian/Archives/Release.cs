using RustImage.Formats.OpenPgp;

namespace RustImage.Debian.Archives;

/// <summary>What a suite's signed Release says (https://wiki.debian.org/DebianRepository/Format, "Release" files).</summary>
/// <param name="Label">Tells debian from debian-security, as Origin does not.</param>
/// <param name="Suite">A role that moves, such as stable.</param>
/// <param name="Codename">The name that stays, such as trixie.</param>
/// <param name="Date">When the archive made it.</param>
/// <param name="ValidUntil">Null for suites that hardly change: they would expire unchanged.</param>
/// <param name="AcquireByHash">Whether files can be had by <see cref="UrlPath"/>, which can't change between Release and download.</param>
/// <param name="NoSupportForArchitectureAll">Whether each architecture's Packages holds the packages for <c>all</c>, too.</param>
/// <param name="Files">By their path below the suite; the SHA256 section alone.</param>
public sealed record Release(
    string Origin, string Label, string Suite, string Codename, DateTimeOffset Date, DateTimeOffset? ValidUntil, bool AcquireByHash,
    IReadOnlyList<string> Architectures, IReadOnlyList<string> Components, bool NoSupportForArchitectureAll,
    IReadOnlyDictionary<string, ReleaseFile> Files)
{
    /// <summary>Compressed forms, the smallest first; mirrors keep the plain one last, if at all.</summary>
    private static readonly string[] Extensions = [".xz", ".gz", ""];

    private string Name => $"{Label} {Codename}";

    /// <exception cref="RustImageException">RIMG7020: it has expired. RIMG7021: it is from the future.</exception>
    public void CheckFresh(DateTimeOffset now)
    {
        if (ValidUntil < now)
            throw Messages.ReleaseExpired(Name, ValidUntil.Value, now).ToException();
        if (Date - now > SignatureCheck.ClockSkew)
            throw Messages.ReleaseFromFuture(Name, Date, now).ToException();
    }

    /// <summary>Old files with good signatures stay good for ever: what the lock has seen must not be taken back.</summary>
    /// <exception cref="RustImageException">RIMG7022: the mirror serves an older Release than the lock was made of.</exception>
    public void CheckNotOlderThan(DateTimeOffset lockDate)
    {
        if (Date < lockDate)
            throw Messages.ReleaseOlderThanLock(Name, Date, lockDate).ToException();
    }

    /// <param name="component"><c>main</c>; the security archive's <c>updates/main</c> is main in its paths, too.</param>
    /// <returns>Packages.xz, Packages.gz or Packages, the first that there is; null where there is none.</returns>
    public ReleaseFile? FindIndex(string component, string architecture) => FindFile($"{PathOf(component)}/binary-{architecture}/Packages");

    /// <param name="architecture"><c>all</c> as well: an architecture's file need not list the packages for all.</param>
    /// <inheritdoc cref="FindIndex"/>
    public ReleaseFile? FindContents(string component, string architecture) => FindFile($"{PathOf(component)}/Contents-{architecture}");

    /// <returns>Below the suite's directory, where to download a file from.</returns>
    public string UrlPath(ReleaseFile file) =>
        AcquireByHash ? $"{file.Path[..(file.Path.LastIndexOf('/') + 1)]}by-hash/SHA256/{file.Digest.Hex}" : file.Path;

    private static string PathOf(string component) => component[(component.LastIndexOf('/') + 1)..];

    private ReleaseFile? FindFile(string path) => Extensions.Select(e => Files.GetValueOrDefault(path + e)).FirstOrDefault(f => f is not null);
}

/// <param name="Path">Below the suite's directory.</param>
/// <param name="Size">In bytes.</param>
public sealed record ReleaseFile(string Path, long Size, Digest Digest);
