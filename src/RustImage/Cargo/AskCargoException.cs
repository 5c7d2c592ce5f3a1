namespace RustImage.Cargo;

/// <summary>
/// Something in cargo's files that cargo would refuse, or that this reader does not know and that may change what they mean.
/// Only cargo can tell, so it is asked instead; a user never sees this.
/// </summary>
/// <param name="reason">One sentence without a full stop, for a log.</param>
internal sealed class AskCargoException(string reason) : Exception(reason)
{
    /// <summary>Whether a failure of the reader is a question for cargo: an unknown key, a file that is no TOML or can't be read.</summary>
    public static bool Is(Exception e) => e is AskCargoException or IOException or UnauthorizedAccessException || IsToml(e);

    private static bool IsToml(Exception e) => e is RustImageException { Diagnostic.Code: "RIMG1030" or "RIMG1031" };
}
