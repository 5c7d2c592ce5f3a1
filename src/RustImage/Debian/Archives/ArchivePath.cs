namespace RustImage.Debian.Archives;

/// <summary>Checks paths that an archive's files name, as they become parts of addresses and must stay below the archive's root.</summary>
internal static class ArchivePath
{
    /// <returns>
    /// True where the path is relative, has no empty, <c>.</c> or <c>..</c> part, and consists of the characters of packages' names.
    /// </returns>
    public static bool IsSound(string path)
    {
        foreach (var c in path)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('/' or '.' or '-' or '_' or '+' or '~' or ':' or '%'))
                return false;
        }
        // Servers decode escaped dots and slashes.
        return !Uri.UnescapeDataString(path).Split('/', '\\').Any(p => p is "" or "." or "..");
    }
}
