namespace RustImage.Debian;

/// <summary>A project's properties about Debian.</summary>
/// <param name="Mirror">DebianMirror. Null: the mirrors of apt on a Debian host, else Debian's own.</param>
/// <param name="SecurityMirror">DebianSecurityMirror, or null likewise. <see cref="NoSecurity"/> leaves security updates out.</param>
/// <param name="Components">DebianComponents: "main".</param>
/// <param name="Keyring">DebianKeyring: the path of a file of OpenPGP public keys.</param>
/// <param name="SnapshotMirror">DebianSnapshotMirror. Null: Debian's own.</param>
/// <param name="CacheDirectory">The directory of downloads and unpacked packages.</param>
/// <param name="WorkingDirectory">The directory in which apt is run.</param>
internal sealed record DebianSettings(
    string? Mirror,
    string? SecurityMirror,
    IReadOnlyList<string> Components,
    string Keyring,
    string? SnapshotMirror,
    string CacheDirectory,
    string WorkingDirectory)
{
    /// <summary>The value of DebianSecurityMirror for mirrors of an archive that has no security suite.</summary>
    public const string NoSecurity = "none";
}
