namespace RustImage;

/// <summary>5101 to 5119: finding and reading the base image.</summary>
internal static partial class Messages
{
    public static Diagnostic BadBaseReference(string value) => new("RIMG5101",
        $"ContainerBaseImage is '{value}', which is not the name of an image: write [REGISTRY/]REPOSITORY[:TAG][@sha256:DIGEST], "
        + $"oci:DIRECTORY[:NAME], oci-archive:FILE[:NAME] or docker-archive:FILE[:NAME].");

    public static Diagnostic NoBase(string name, string reason) => new("RIMG5102",
        $"The base image '{name}' was not found ({reason}): name another one in ContainerBaseImage; or, if the lock pins one that was "
        + $"deleted, run 'dotnet build -t:UpdateImageLock'.");

    /// <param name="found">The platforms that the base image supports.</param>
    public static Diagnostic NoBaseForPlatform(string name, Platform platform, IEnumerable<string> found) => new("RIMG5103",
        $"The base image '{name}' does not support '{platform.OciName.Replace('-', '/')}', only {List(found)}: "
        + $"set ContainerRuntimeIdentifier to one of these, or choose another base.");

    public static Diagnostic UnusableBase(string name, string reason) => new("RIMG5104",
        $"The base image '{name}' can't be built on ({OneLine(reason).TrimEnd('.')}): "
        + $"push or write it again with a current tool, or name another one in ContainerBaseImage.");

    public static Diagnostic UnusableLayerType(string name, string layer, string mediaType) => new("RIMG5105",
        $"The layer '{layer}' of the base image '{name}' has the type '{mediaType}', which can't be built on: push the base again with "
        + $"layers that are tars, plain or compressed with gzip or zstd, and that the registry stores itself.");

    /// <param name="what">The digest of the damaged part.</param>
    /// <param name="reason">What was found, after the subject: "unpacks to …".</param>
    public static Diagnostic DamagedBase(string what, string reason) => new("RIMG5106",
        $"'{what}' of the base image {reason}: it is damaged, or was changed; push or write the base again, and build again.");

    public static Diagnostic BadBaseFile(string name, string path, string reason) => new("RIMG5107",
        $"The base image '{name}' can't be read from '{path}' ({OneLine(reason).TrimEnd('.')}): name a directory with oci:, or an "
        + $"uncompressed tar with oci-archive: or docker-archive:, relative to the project.");

    public static Diagnostic BadBaseLayer(string layer, string reason) => new("RIMG5108",
        $"The layer '{layer}' of the base image can't be used ({OneLine(reason).TrimEnd('.')}): build the base again with a tool that "
        + $"follows the OCI image specification, or name another one in ContainerBaseImage.");

    public static Diagnostic BaseNotLocked(string name, string path) => new("RIMG5109",
        $"The lock '{path}' does not name the base image '{name}', and this build must not change it (RustImageLocked): build once without "
        + $"CI=true and RestoreLockedMode, or run 'dotnet build -t:UpdateImageLock', and commit the file.");

    public static Diagnostic BaseLocked(string name, Digest digest, string path) => new("RIMG5110",
        $"'{path}' now pins the base image '{name}' to {digest}: commit the file.");

    public static Diagnostic BaseMoved(string name, Digest locked, Digest today) => new("RIMG5111",
        $"The base image '{name}' is locked at {locked}, but its name leads to {today} today: "
        + $"run 'dotnet build -t:UpdateImageLock' to build on today's image.");
}
