namespace RustImage;

/// <summary>6201 to 6219: pushing to registries and pulling from them. What a registry says comes here in one line, without addresses' secrets.</summary>
public static partial class Messages
{
    /// <param name="what">After "to".</param>
    /// <param name="reason">The status and the registry's own words, and how often it was asked.</param>
    public static Diagnostic RegistryRefuses(string registry, string what, string reason) => new("RIMG6201",
        $"'{registry}' refuses to {what} ({reason}): check that ContainerRepository (of a base, ContainerBaseImage) is a repository that is there and that this user may use (some registries want it created first), and build again later if the registry is just busy.");

    public static Diagnostic RegistryDoesNotAnswer(string registry, string what, string reason) => new("RIMG6202",
        $"'{registry}' does not answer, asked to {what} ({reason}): check ContainerRegistry (of a base, ContainerBaseImage), the network and its proxy (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).");

    public static Diagnostic RegistryAsksToWait(string registry, string what, string reason, TimeSpan asked) => new("RIMG6203",
        $"'{registry}', asked to {what}, wants to be asked again in {asked.TotalSeconds:0} s ({reason}): build again then; registries allow more to those who log in ('docker login {registry}').");

    public static Diagnostic RegistryWrongBytes(string registry, string what, string reason) => new("RIMG6204",
        $"'{registry}', asked to {what}, gave other bytes than their digest says, twice ({reason}): ask who runs the registry, or the proxy in front of it.");

    public static Diagnostic RegistrySendsTooMuch(string registry, string what, int most) => new("RIMG6205",
        $"'{registry}' sends more than {most} bytes for {what}: check that this names an image, and that nothing else answers in the registry's place.");

    public static Diagnostic RegistryChangedManifest(string registry, string reference, Digest pushed, Digest found) => new("RIMG6206",
        $"'{registry}' was given the manifest {pushed} for '{reference}' and has {found} there: another push may have taken the tag at the same time, or the registry converts images, which must be turned off for their digests to hold.");

    public static Diagnostic RegistryLostManifest(string registry, string reference) => new("RIMG6207",
        $"'{registry}' took the manifest '{reference}' and does not have it: push again, and ask who runs the registry if that does not help.");

    public static Diagnostic PushedFileChanged(string name, string expected, string found) => new("RIMG6208",
        $"The file of '{name}', which is pushed, has {found} instead of {expected}: it was damaged or written to since it was made; run 'dotnet clean' and build again.");

    public static Diagnostic RegistryDoubtsDigest(string registry, string name, Digest digest, string reason) => new("RIMG6209",
        $"'{registry}' got '{name}' twice with other bytes than {digest}, which its file has ({reason}): ask who runs the registry, or the proxy in front of it.");

    public static Diagnostic BadRegistryAnswer(string registry, string what, string reason) => new("RIMG6210",
        $"'{registry}', asked to {what}, answers what no registry would ({reason.TrimEnd('.')}): check ContainerRegistry (of a base, ContainerBaseImage), and that no login page or proxy answers in its place.");

    public static Diagnostic ReferrersOverwritten(string registry, string reference, int attempts) => new("RIMG6211",
        $"'{registry}' lost what was written to '{reference}' {attempts} times, as something else writes to it at the same time: push again when nothing else attaches to the same image.");

    public static Diagnostic RegistryTakesTooLittle(string registry, string name, long size) => new("RIMG6212",
        $"'{registry}' refuses a body of {size} bytes of '{name}' as too large (HTTP 413), and no smaller one can be sent: raise the limit of the registry or of the proxy in front of it (nginx: client_max_body_size).");

    public static Diagnostic BadChunkSize(string variable, string value) => new("RIMG6213",
        $"{variable} is '{value}': it takes a number of bytes, such as 5242880.");
}
