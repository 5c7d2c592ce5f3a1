namespace RustImage;

/// <summary>6101 to 6119: connections to registries, and credentials.</summary>
/// <remarks>Callers pass addresses and texts of servers without secrets.</remarks>
internal static partial class Messages
{
    /// <param name="wish">What was denied: "a push to 'me/app'".</param>
    /// <param name="words">What the registry says.</param>
    /// <param name="seen">What was found in each source of credentials.</param>
    /// <param name="variables">The prefix of the environment variables that are read first.</param>
    public static Diagnostic DeniedWithoutCredentials(
        string registry, string wish, string words, IReadOnlyList<string> seen, string variables) => new("RIMG6101",
        $"'{registry}' denies {wish} ({words}), and no credentials for it were found: {string.Join("; ", seen)}. "
        + $"Run 'docker login {registry}', or set {variables}_UNAME and {variables}_PWORD, and check the repository's name.");

    /// <param name="place">Where the credentials were found.</param>
    /// <inheritdoc cref="DeniedWithoutCredentials"/>
    public static Diagnostic DeniedCredentials(
        string registry, string wish, string words, string place, IReadOnlyList<string> seen, string variables) => new("RIMG6102",
        $"'{registry}' denies {wish} ({words}) with the credentials from {place}"
        + $"{(seen.Count == 0 ? "" : $" (before that: {string.Join("; ", seen)})")}. Check that they allow this, log in again with "
        + $"'docker login {registry}', or set other ones in {variables}_UNAME and {variables}_PWORD.");

    public static Diagnostic PlainRegistry(string registry) => new("RIMG6103",
        $"'{registry}' speaks plain HTTP, where others on the network can read credentials and change images: make it speak https; or, "
        + $"if you trust its network, name it in ContainerInsecureRegistries.");

    public static Diagnostic UntrustedCertificate(string host, string issuer, string file) => new("RIMG6104",
        $"'{host}' has a certificate from the authority '{issuer}', which this system does not know: set ContainerRegistryCertificate to a "
        + $"PEM file with the certificate of that authority, or save it as '{file}', where Docker reads it, too.");

    public static Diagnostic UnfitCertificate(string host, string reason) => new("RIMG6105",
        $"'{host}' has a certificate that is not valid for it ({reason}): call the registry by the name that its certificate has, ask "
        + $"its operator to renew the certificate, or check the clock of this machine.");

    public static Diagnostic BadCertificateFile(string path, string reason) => new("RIMG6106",
        $"ContainerRegistryCertificate is '{path}', which can't be used ({reason}): "
        + $"name a file with certificates in PEM form, which begin with '-----BEGIN CERTIFICATE-----'.");

    public static Diagnostic BadDirectoryCertificate(string path, string reason) => new("RIMG6107",
        $"'{path}' can't be used for the connection to a registry ({reason}): repair or delete it. In its directory, each .crt file has "
        + $"authorities in PEM form, and each .cert file needs a .key file beside it.");

    public static Diagnostic UnsafeTokenServer(string registry, string realm) => new("RIMG6108",
        $"'{registry}' sends clients to the token server '{realm}', where credentials would not be safe: "
        + $"ask the registry's operator to name a token server with an https address.");

    public static Diagnostic LeavesHttps(string from, string to) => new("RIMG6109",
        $"'{from}' leads to '{to}', which has no https: ask the registry's operator to configure its https address. Behind a proxy, a "
        + $"registry learns that address from the header X-Forwarded-Proto.");

    public static Diagnostic UnknownChallenge(string registry, IReadOnlyList<string> schemes) => new("RIMG6110",
        $"'{registry}' asks for credentials of the kind {List(schemes)}, but only Basic and Bearer are supported: check that the address "
        + $"is a registry's, and that no proxy of your network answers instead.");

    public static Diagnostic BadInsecureRegistry(string entry) => new("RIMG6111",
        $"ContainerInsecureRegistries has '{entry}', which is not a registry: write a host as in ContainerRegistry, such as "
        + $"registry.example.org:5000, without http:// and path.");
}
