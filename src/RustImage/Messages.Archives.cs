using System.Globalization;

namespace RustImage;

/// <summary>7015 to 7029: Debian archives and their signatures.</summary>
internal static partial class Messages
{
    public static Diagnostic UnusableKeyring(string path, string reason) => new("RIMG7015",
        $"The keyring '{path}' can't be used ({OneLine(reason).TrimEnd('.')}): set DebianKeyring to a file of OpenPGP public keys, "
        + $"such as 'gpg --export' writes.");

    public static Diagnostic NotClearsigned(string origin, string what) => new("RIMG7016",
        $"{origin} is not one signed text ({what}), so it is not used: build again, and choose another mirror with DebianMirror or "
        + $"DebianSecurityMirror if that does not help.");

    public static Diagnostic WrongSignature(string origin, string key) => new("RIMG7017",
        $"{origin} has a wrong signature of the key {key}: it was changed after signing, or damaged on its way. Build again, and choose "
        + $"another mirror with DebianMirror or DebianSecurityMirror if that does not help.");

    public static Diagnostic NoGoodSignature(
        string origin, IEnumerable<string> signers, string keyring, IEnumerable<string> known) => new("RIMG7018",
        $"{origin} has no valid signature of a known key. It is signed by {Either(signers, "nobody")}; the keyring '{keyring}' has "
        + $"{string.Join(", ", known)}: choose a mirror of an archive that these keys sign, or set DebianKeyring to the keys of this "
        + $"archive.");

    public static Diagnostic MalformedRelease(string origin, string what) => new("RIMG7019",
        $"{origin} has a valid signature, but can't be used ({what}): report it to the archive, or choose another one with DebianMirror "
        + $"or DebianSecurityMirror.");

    public static Diagnostic ReleaseExpired(string release, DateTimeOffset until, DateTimeOffset now) => new("RIMG7020",
        $"The Release file of {release} was valid until {Time(until)}, and it is {Time(now)}: the mirror is no longer updated, or the "
        + $"clock of this machine is wrong. Choose another mirror, or a dated snapshot.");

    public static Diagnostic ReleaseFromFuture(string release, DateTimeOffset date, DateTimeOffset now) => new("RIMG7021",
        $"The Release file of {release} is dated {Time(date)}, but it is {Time(now)}: set the clock of this machine.");

    public static Diagnostic ReleaseOlderThanLock(string release, DateTimeOffset date, DateTimeOffset lockDate) => new("RIMG7022",
        $"The Release file of {release} is dated {Time(date)}, but the package lock was made with one of {Time(lockDate)}: the mirror "
        + $"is behind, or somebody serves old packages. Wait for the mirror, or choose another one.");

    public static Diagnostic UnusablePackage(string package, string index, string what) => new("RIMG7023",
        $"The package '{package}' in the index {index} can't be used ({what}): report it to the archive, or choose another one with "
        + $"DebianMirror or DebianSecurityMirror.");

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Either(IEnumerable<string> texts, string none) => string.Join("; ", texts.DefaultIfEmpty(none));
}
