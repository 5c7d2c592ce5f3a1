namespace RustImage;

/// <summary>5101 to 5119: the image that another is built on.</summary>
public static partial class Messages
{
    public static Diagnostic BadBaseReference(string value) => new("RIMG5101",
        $"ContainerBaseImage is '{value}', which names no image: it takes [REGISTRY/]REPOSITORY[:TAG][@sha256:DIGEST], oci:DIRECTORY[:NAME], oci-archive:FILE[:NAME] or docker-archive:FILE[:NAME].");

    public static Diagnostic NoBase(string name, string reason) => new("RIMG5102",
        $"The base image '{name}' is not there ({reason}): name another one in ContainerBaseImage, or, where the lock pins one that was deleted, run 'dotnet build -t:UpdateImageLock'.");

    /// <param name="found">The platforms that it is for.</param>
    public static Diagnostic NoBaseForPlatform(string name, Platform platform, IEnumerable<string> found) => new("RIMG5103",
        $"The base image '{name}' is not for '{platform.OciName.Replace('-', '/')}': it is for {List(found)}; set ContainerRuntimeIdentifier to one of these, or take another base.");

    public static Diagnostic UnusableBase(string name, string reason) => new("RIMG5104",
        $"The base image '{name}' is no image that others can be built on ({OneLine(reason).TrimEnd('.')}): push or write it anew with a current tool, or name another one in ContainerBaseImage.");

    public static Diagnostic UnusableLayerType(string name, string layer, string mediaType) => new("RIMG5105",
        $"The layer '{layer}' of the base image '{name}' is of the type '{mediaType}', which can't be built on: layers must be tars, plain or compressed with gzip or zstd, and neither encrypted nor kept elsewhere; push the base anew with such layers.");

    /// <param name="what">A digest.</param>
    public static Diagnostic DamagedBase(string what, string reason) => new("RIMG5106",
        $"'{what}' of the base image {reason}: it was damaged or changed since it was made; have it pushed or written anew, and build again.");

    public static Diagnostic BadBaseFile(string name, string path, string reason) => new("RIMG5107",
        $"The base image '{name}' can't be read from '{path}' ({OneLine(reason).TrimEnd('.')}): name a directory with oci:, or a tar that is not compressed with oci-archive: or docker-archive:, relative to the project.");

    public static Diagnostic BadBaseLayer(string layer, string reason) => new("RIMG5108",
        $"The layer '{layer}' of the base image can't be used ({OneLine(reason).TrimEnd('.')}): build the base anew with a tool that writes layers as the OCI image specification has them, or name another one in ContainerBaseImage.");

    public static Diagnostic BaseNotLocked(string name, string path) => new("RIMG5109",
        $"The lock '{path}' does not name the base image '{name}', and this build must not change it (RustImageLocked): build once without CI=true and RestoreLockedMode, or run 'dotnet build -t:UpdateImageLock', and commit the file.");

    public static Diagnostic BaseLocked(string name, Digest digest, string path) => new("RIMG5110",
        $"'{path}' now pins the base image '{name}' to {digest}: commit it.");

    public static Diagnostic BaseMoved(string name, Digest locked, Digest today) => new("RIMG5111",
        $"The base image '{name}' is locked at {locked}, and leads to {today} today: run 'dotnet build -t:UpdateImageLock' to move to it.");
}
