namespace RustImage;

/// <summary>5101 to 5119: the image that another is built on.</summary>
public static partial class Messages
{
    public static Diagnostic DamagedBase(string what, string reason) => new("RIMG5106",
        $"'{what}' of the base image {reason}: it was damaged or changed since it was made; have it pushed or written anew, and build again.");

    public static Diagnostic BadBaseLayer(string layer, string reason) => new("RIMG5108",
        $"The layer '{layer}' of the base image can't be used ({OneLine(reason).TrimEnd('.')}): build the base anew with a tool that writes layers as the OCI image specification has them, or name another image in ContainerBaseImage.");
}
