namespace RustImage;

/// <summary>6101 to 6119: connections to registries, and credentials. No address, and nothing that a server says, may hold a secret here: callers pass redacted ones.</summary>
public static partial class Messages
{
    /// <param name="wish">"a push to 'me/app'".</param>
    /// <param name="words">The registry's own.</param>
    /// <param name="seen">What each source of credentials held.</param>
    /// <param name="variables">What the environment variables begin with that would come first.</param>
    public static Diagnostic DeniedWithoutCredentials(string registry, string wish, string words, IReadOnlyList<string> seen, string variables) => new("RIMG6101",
        $"'{registry}' refuses {wish} ({words}), and there are no credentials for it, looked at: {string.Join("; ", seen)}. Run 'docker login {registry}', or set {variables}_UNAME and {variables}_PWORD, and check that the repository's name is right.");

    /// <param name="place">Where the credentials came from.</param>
    /// <inheritdoc cref="DeniedWithoutCredentials"/>
    public static Diagnostic DeniedCredentials(string registry, string wish, string words, string place, IReadOnlyList<string> seen, string variables) => new("RIMG6102",
        $"'{registry}' refuses {wish} ({words}) with the credentials of {place}{(seen.Count == 0 ? "" : $", looked at before: {string.Join("; ", seen)}")}. Check that they may do that, log in anew with 'docker login {registry}', or set {variables}_UNAME and {variables}_PWORD to others.");

    public static Diagnostic PlainRegistry(string registry) => new("RIMG6103",
        $"'{registry}' speaks plain HTTP, with which everybody on the way could read credentials and change images: have it speak https, or, for one on a network that you trust, name it in ContainerInsecureRegistries.");

    public static Diagnostic UntrustedCertificate(string host, string issuer, string directory) => new("RIMG6104",
        $"'{host}' shows a certificate of an authority that this system does not know, '{issuer}': set ContainerRegistryCertificate to a PEM file with that authority's certificate, or put it to '{directory}', where docker looks for it, too.");

    public static Diagnostic UnfitCertificate(string host, string reason) => new("RIMG6105",
        $"'{host}' shows a certificate that is not good for it ({reason}): name the registry as its certificate does, or have whoever runs it renew the certificate, and check this machine's clock.");

    public static Diagnostic BadCertificateFile(string path, string reason) => new("RIMG6106",
        $"ContainerRegistryCertificate is '{path}', which can't be used ({reason}): name a file with one or more certificates in PEM form, which begin with '-----BEGIN CERTIFICATE-----'.");

    public static Diagnostic BadDirectoryCertificate(string path, string reason) => new("RIMG6107",
        $"'{path}' can't be used for the connection to a registry ({reason}): mend or delete it. In such a directory each .crt file holds authorities in PEM form, and each .cert file has a .key file beside it.");

    public static Diagnostic UnsafeTokenServer(string registry, string realm) => new("RIMG6108",
        $"'{registry}' wants a token of '{realm}', where credentials would go unprotected or to nobody known: have whoever runs it name a token server with an https address.");

    public static Diagnostic LeavesHttps(string from, string to) => new("RIMG6109",
        $"'{from}' leads on to '{to}', which is unprotected: have whoever runs the registry tell it its own https address; behind a proxy it learns that from the header X-Forwarded-Proto.");

    public static Diagnostic UnknownChallenge(string registry, IReadOnlyList<string> schemes) => new("RIMG6110",
        $"'{registry}' wants credentials by {List(schemes)}, and only Basic and Bearer are known here: check that the address is a registry's, and that no proxy of your network answers in its place.");

    public static Diagnostic BadInsecureRegistry(string entry) => new("RIMG6111",
        $"ContainerInsecureRegistries names '{entry}', which is no registry: it takes hosts as ContainerRegistry names them, such as registry.example.org:5000, without http:// and path.");
}
