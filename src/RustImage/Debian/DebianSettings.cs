namespace RustImage.Debian;

/// <summary>What a project says of Debian; each is a property of the same name.</summary>
/// <param name="Mirror">DebianMirror, or null: apt's on a Debian host, else Debian's own.</param>
/// <param name="SecurityMirror">DebianSecurityMirror, or null; <see cref="NoSecurity"/> goes without.</param>
/// <param name="Components">DebianComponents: "main".</param>
/// <param name="Keyring">DebianKeyring: the path of a file of OpenPGP public keys.</param>
/// <param name="SnapshotMirror">DebianSnapshotMirror, or null for Debian's own.</param>
/// <param name="CacheDirectory">Downloads and unpacked packages lie below it.</param>
/// <param name="WorkingDirectory">Of the programs that are asked (apt).</param>
public sealed record DebianSettings(
    string? Mirror,
    string? SecurityMirror,
    IReadOnlyList<string> Components,
    string Keyring,
    string? SnapshotMirror,
    string CacheDirectory,
    string WorkingDirectory)
{
    /// <summary>The value of DebianSecurityMirror for an archive that has no security suite.</summary>
    public const string NoSecurity = "none";
}
