namespace RustImage;

/// <summary>
/// 7030 to 7044: mirrors, downloads and the download store. No address here may hold a secret: callers pass redacted ones.
/// </summary>
public static partial class Messages
{
    public static Diagnostic BadMirror(string property, string value) => new("RIMG7030",
        $"{property} is '{value}', which is no address of a Debian mirror: it takes http, https and file URLs and absolute directories, with ';' between several.");

    public static Diagnostic MirrorWithPassword(string property, string value) => new("RIMG7031",
        $"{property} is '{value}', with a user or password, which logs would show: use an address without one, for example of a proxy or a directory that holds a mirror.");

    /// <param name="tried">Each address with its reason.</param>
    public static Diagnostic DownloadFailed(string name, IReadOnlyList<string> tried) => new("RIMG7032",
        $"'{name}' could not be downloaded, tried {OneLine(string.Join('\n', tried))}: check the network and its proxy (HTTPS_PROXY, HTTP_PROXY), or set DebianMirror to a mirror that this machine reaches.");

    /// <param name="tried">Each address with its reason; one at least gave other bytes than expected.</param>
    public static Diagnostic WrongBytes(string name, IReadOnlyList<string> tried) => new("RIMG7033",
        $"'{name}' was downloaded with other bytes than its archive promises, tried {OneLine(string.Join('\n', tried))}: build again later if the mirror is just being updated, or set DebianMirror to another one, and ask who runs the proxy if there is one.");

    public static Diagnostic DownloadBusy(string name, string path, TimeSpan waited) => new("RIMG7034",
        $"'{name}' is being downloaded by another build, which holds '{path}' and has made no progress for {waited.TotalSeconds:0} s: end that build, or wait for it.");

    public static Diagnostic BadSnapshotAnswer(string address, string reason) => new("RIMG7035",
        $"'{address}' answers something else than a list of package files ({reason.TrimEnd('.')}): build again later, or set DebianMirror to a mirror that still has this version.");

    /// <param name="tried">Each address; all of them say that they have no such file.</param>
    public static Diagnostic NoSourceHas(string name, IReadOnlyList<string> tried) => new("RIMG7036",
        $"'{name}' is on no mirror any more, tried {OneLine(string.Join('\n', tried))}: run 'dotnet build -t:UpdateImageLock' to move to the newest version, or set DebianMirror to a mirror that still has this one.");
}
