namespace RustImage.Cargo;

/// <summary>
/// Says that cargo itself must be asked: its files hold something that cargo would refuse, or that this reader does not know. It is
/// always caught; users never see it as an error.
/// </summary>
/// <param name="reason">One sentence without a full stop, for the build log.</param>
internal sealed class AskCargoException(string reason) : Exception(reason)
{
    /// <summary>Whether cargo must be asked after a failure of the reader: an unknown key, invalid TOML, or an unreadable file.</summary>
    public static bool Is(Exception e) => e is AskCargoException or IOException or UnauthorizedAccessException || IsToml(e);

    private static bool IsToml(Exception e) => e is RustImageException { Diagnostic.Code: "RIMG1030" or "RIMG1031" };
}
