namespace RustImage;

/// <summary>
/// 7030 to 7044: mirrors, downloads and the download store. No address here may hold a secret: callers pass redacted ones.
/// </summary>
internal static partial class Messages
{
    public static Diagnostic BadMirror(string property, string value) => new("RIMG7030",
        $"{property} is '{value}', which is not the address of a Debian mirror: use http, https or file URLs or absolute directories, "
        + $"with ';' between several.");

    public static Diagnostic MirrorWithPassword(string property, string value) => new("RIMG7031",
        $"{property} is '{value}', which contains a user or a password, and logs would show it: use an address without one, for example "
        + $"of a proxy, or a directory that holds a mirror.");

    /// <param name="tried">Each address with its reason.</param>
    public static Diagnostic DownloadFailed(string name, IReadOnlyList<string> tried) => new("RIMG7032",
        $"'{name}' could not be downloaded. Tried: {OneLine(string.Join('\n', tried))}. Check the network and its proxy (HTTPS_PROXY, "
        + $"HTTP_PROXY), or set DebianMirror to a mirror that this machine can reach.");

    /// <param name="tried">Each address with its reason; one at least gave other bytes than expected.</param>
    public static Diagnostic WrongBytes(string name, IReadOnlyList<string> tried) => new("RIMG7033",
        $"'{name}' was downloaded with other bytes than the archive lists. Tried: {OneLine(string.Join('\n', tried))}. The mirror may "
        + $"just be updated: build again later, or set DebianMirror to another one. If there is a proxy, ask its administrator.");

    public static Diagnostic DownloadBusy(string name, string path, TimeSpan waited) => new("RIMG7034",
        $"Another build is downloading '{name}'. It holds '{path}' and has made no progress for {waited.TotalSeconds:0} s: stop that "
        + $"build, or wait for it.");

    public static Diagnostic BadSnapshotAnswer(string address, string reason) => new("RIMG7035",
        $"The answer of '{address}' is not a list of package files ({reason.TrimEnd('.')}): build again later, or set DebianMirror to a "
        + $"mirror that still has this version.");

    /// <param name="tried">Each address; all of them say that they have no such file.</param>
    public static Diagnostic NoSourceHas(string name, IReadOnlyList<string> tried) => new("RIMG7036",
        $"No mirror has '{name}' any more. Tried: {OneLine(string.Join('\n', tried))}. Run 'dotnet build -t:UpdateImageLock' to move to "
        + $"the newest version, or set DebianMirror to a mirror that still has this one.");
}
