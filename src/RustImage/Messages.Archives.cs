using System.Globalization;

namespace RustImage;

/// <summary>Debian archives and their signatures.</summary>
public static partial class Messages
{
    public static Diagnostic UnusableKeyring(string path, string reason) => new("RIMG7015",
        $"The keyring '{path}' can't be used ({OneLine(reason).TrimEnd('.')}): set DebianKeyring to a file of OpenPGP public keys, such as 'gpg --export' writes.");

    public static Diagnostic NotClearsigned(string origin, string what) => new("RIMG7016",
        $"{origin} is not one signed text ({what}), so nothing of it is used: build again, and if it stays so, choose another mirror with DebianMirror or DebianSecurityMirror.");

    public static Diagnostic WrongSignature(string origin, string key) => new("RIMG7017",
        $"{origin} has a wrong signature of the key {key}: it was changed after it was signed, or damaged on its way; build again, and if it stays so, choose another mirror with DebianMirror or DebianSecurityMirror.");

    public static Diagnostic NoGoodSignature(string origin, IEnumerable<string> signers, string keyring, IEnumerable<string> known) => new("RIMG7018",
        $"{origin} has no good signature: it is signed by {Either(signers, "nobody")}; the keyring '{keyring}' knows {string.Join(", ", known)}: take the mirror of an archive that these sign, or set DebianKeyring to this archive's own keys.");

    public static Diagnostic MalformedRelease(string origin, string what) => new("RIMG7019",
        $"{origin} is signed, but can't be used ({what}): report it to the archive, or choose another one with DebianMirror or DebianSecurityMirror.");

    public static Diagnostic ReleaseExpired(string release, DateTimeOffset until, DateTimeOffset now) => new("RIMG7020",
        $"The Release of {release} was valid until {Time(until)}, and it is {Time(now)}: the mirror is no longer brought up to date, or the clock is wrong; choose another mirror, or name a dated snapshot.");

    public static Diagnostic ReleaseFromFuture(string release, DateTimeOffset date, DateTimeOffset now) => new("RIMG7021",
        $"The Release of {release} is dated {Time(date)}, but it is {Time(now)}: set the clock of this machine.");

    public static Diagnostic ReleaseOlderThanLock(string release, DateTimeOffset date, DateTimeOffset lockDate) => new("RIMG7022",
        $"The Release of {release} is dated {Time(date)}, but the package lock has seen {Time(lockDate)}: the mirror is behind, or somebody replays old packages; wait, or choose another mirror.");

    public static Diagnostic UnusablePackage(string package, string index, string what) => new("RIMG7023",
        $"The package '{package}' of {index} can't be used ({what}): report it to the archive, or choose another one with DebianMirror or DebianSecurityMirror.");

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Either(IEnumerable<string> texts, string none) => string.Join("; ", texts.DefaultIfEmpty(none));
}
