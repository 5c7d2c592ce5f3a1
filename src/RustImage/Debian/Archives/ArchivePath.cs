namespace RustImage.Debian.Archives;

/// <summary>Paths that an archive's files name: they become parts of addresses and must stay below the archive's root.</summary>
internal static class ArchivePath
{
    /// <summary>Whether it is relative, has no empty, <c>.</c> or <c>..</c> part, and only characters that packages are named with.</summary>
    public static bool IsSound(string path)
    {
        foreach (var c in path)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('/' or '.' or '-' or '_' or '+' or '~' or ':' or '%'))
                return false;
        }
        // An escaped dot or slash is one for whoever makes an address of it.
        return !Uri.UnescapeDataString(path).Split('/', '\\').Any(p => p is "" or "." or "..");
    }
}
