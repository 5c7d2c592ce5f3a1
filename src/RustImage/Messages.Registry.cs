namespace RustImage;

/// <summary>6201 to 6219: pushes to registries and pulls from them.</summary>
/// <remarks>Callers pass what a registry says in one line, without secrets.</remarks>
internal static partial class Messages
{
    /// <param name="what">What the registry was asked to do: "take the manifest 'app:1'".</param>
    /// <param name="reason">The status, what the registry says, and the number of tries.</param>
    public static Diagnostic RegistryRefuses(string registry, string what, string reason) => new("RIMG6201",
        $"'{registry}' refuses to {what} ({reason}): check that the repository in ContainerRepository (for a base, ContainerBaseImage) "
        + $"exists and that this user may use it. Some registries need it to be created first. If the registry is busy, try again later.");

    public static Diagnostic RegistryDoesNotAnswer(string registry, string what, string reason) => new("RIMG6202",
        $"'{registry}' does not answer the request to {what} ({reason}): check ContainerRegistry (for a base, ContainerBaseImage), the "
        + $"network and its proxy (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).");

    public static Diagnostic RegistryAsksToWait(string registry, string what, string reason, TimeSpan asked) => new("RIMG6203",
        $"'{registry}' does not {what} now, but in {asked.TotalSeconds:0} s ({reason}): "
        + $"build again then. Registries often allow more to users who log in ('docker login {registry}').");

    public static Diagnostic RegistryWrongBytes(string registry, string what, string reason) => new("RIMG6204",
        $"'{registry}' was asked to {what}, and sent wrong bytes twice ({reason}): "
        + $"ask the operator of the registry, or of the proxy in front of it.");

    public static Diagnostic RegistrySendsTooMuch(string registry, string what, int most) => new("RIMG6205",
        $"'{registry}' sends more than {most} bytes for {what}: "
        + $"check that this is the name of an image, and that no other server answers instead of the registry.");

    public static Diagnostic RegistryChangedManifest(string registry, string reference, Digest pushed, Digest found) => new("RIMG6206",
        $"'{registry}' got the manifest {pushed} for '{reference}', but has {found} there: another push may have changed the tag at the "
        + $"same time; or the registry converts images, which must be turned off so that digests stay the same.");

    public static Diagnostic RegistryLostManifest(string registry, string reference) => new("RIMG6207",
        $"'{registry}' accepted the manifest '{reference}', but does not have it: push again; if that does not help, ask its operator.");

    public static Diagnostic PushedFileChanged(string name, string expected, string found) => new("RIMG6208",
        $"The file of '{name}' has {found} instead of {expected}, so it was damaged or changed before the push: "
        + $"run 'dotnet clean' and build again.");

    public static Diagnostic RegistryDoubtsDigest(string registry, string name, Digest digest, string reason) => new("RIMG6209",
        $"'{registry}' got other bytes of '{name}' twice than its file has, {digest} ({reason}): "
        + $"ask the operator of the registry, or of the proxy in front of it.");

    public static Diagnostic BadRegistryAnswer(string registry, string what, string reason) => new("RIMG6210",
        $"'{registry}' was asked to {what}, and did not answer as a registry does ({reason.TrimEnd('.')}): check ContainerRegistry (for a "
        + $"base, ContainerBaseImage), and that no login page or proxy answers instead.");

    public static Diagnostic ReferrersOverwritten(string registry, string reference, int attempts) => new("RIMG6211",
        $"'{registry}' lost what was written to '{reference}' {attempts} times, since something else writes there at the same time: "
        + $"push again when nothing else attaches to the same image.");

    public static Diagnostic RegistryTakesTooLittle(string registry, string name, long size) => new("RIMG6212",
        $"'{registry}' refuses a body of {size} bytes of '{name}' as too large (HTTP 413), and no smaller one can be sent: "
        + $"raise the limit of the registry, or of the proxy in front of it (nginx: client_max_body_size).");

    public static Diagnostic BadChunkSize(string variable, string value) => new("RIMG6213",
        $"{variable} is '{value}': set a number of bytes, such as 5242880.");

    /// <param name="name">The registry, the repository and the tag.</param>
    /// <param name="before">The platform of the image that the tag led to: "linux/arm64".</param>
    public static Diagnostic OtherPlatformReplaced(string name, string before, string now, Digest digest) => new("RIMG6214",
        $"'{name}' was an image for {before} and is now one for {now}: give the images of each platform their own tag (ContainerImageTags, "
        + $"such as 1.0-arm64). The image for {before} still has the digest {digest}.");
}
